// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import nl.schakel.linkage.InvalidInput;
import org.apache.spark.SparkConf;

/**
 * What Spark must be for this job; checked at the start, because later it fails in strange ways.
 */
final class Environment {
  private static final String SERIALIZER = "org.apache.spark.serializer.JavaSerializer";

  private Environment() {}

  /**
   * Settings of the job; a master given by spark-submit stays.
   *
   * <p>Java's own serializer, because Kryo cannot write records without opening packages of the
   * JDK.
   */
  static SparkConf prepare(SparkConf configuration, String master) {
    configuration.setIfMissing("spark.master", master);
    configuration.setIfMissing("spark.app.name", "schakel-linkage");
    configuration.setIfMissing("spark.log.level", "WARN");
    if (configuration.get("spark.master").startsWith("local")) {
      onThisMachineOnly(configuration);
    }
    String serializer = configuration.get("spark.serializer", SERIALIZER);
    if (!serializer.equals(SERIALIZER)) {
      throw new InvalidInput(
          "spark.serializer is %s, expected %s or nothing".formatted(serializer, SERIALIZER));
    }
    return configuration.set("spark.serializer", SERIALIZER);
  }

  /** Records are personal data: without a cluster nothing listens beyond the loopback address. */
  private static void onThisMachineOnly(SparkConf configuration) {
    configuration.setIfMissing("spark.driver.host", "127.0.0.1");
    configuration.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    configuration.setIfMissing("spark.ui.enabled", "false");
  }

  /** Spark before 4.2 calls what a JDK from 24 on no longer has. */
  static void check(String sparkVersion, int jdk) {
    String[] parts = sparkVersion.split("[.-]");
    int release = Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    if (jdk >= 24 && release < 4002) {
      throw new InvalidInput(
          "Spark %s does not work on JDK %d; use Spark 4.2.0 or later"
              .formatted(sparkVersion, jdk));
    }
  }
}
