// SPDX-License-Identifier: EUPL-1.2
/** The key holder of oblivious pseudonyms and its clients; the JDK alone. */
module nl.schakel.keyholder {
  requires static org.jspecify;
  requires java.net.http;
  requires jdk.httpserver;
  requires transitive nl.schakel.linkage;

  exports nl.schakel.keyholder;
}
