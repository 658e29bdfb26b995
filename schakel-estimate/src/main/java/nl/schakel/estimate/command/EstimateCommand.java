// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

/** Entry point. */
public final class EstimateCommand {
  private EstimateCommand() {}

  public static void main(String[] arguments) {}
}
