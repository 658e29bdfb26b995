// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

/** An address and the role that owns the tables. The application itself works as another role. */
public interface Database extends AutoCloseable {
  String url();

  String ownerName();

  String ownerPassword();

  @Override
  void close();
}
