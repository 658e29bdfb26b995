// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.schakel.linkage.InvalidInput;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void spark_before_4_2_is_refused_on_a_jdk_from_24_on() {
    assertThatThrownBy(() -> Environment.check("4.1.3", 25))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Spark 4.1.3 does not work on JDK 25; use Spark 4.2.0 or later");
    assertThatCode(() -> Environment.check("4.2.0", 25)).doesNotThrowAnyException();
    assertThatCode(() -> Environment.check("4.10.0-SNAPSHOT", 26)).doesNotThrowAnyException();
  }

  @Test
  void another_serializer_than_that_of_java_is_refused() {
    SparkConf kryo =
        new SparkConf(false).set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");

    assertThatThrownBy(() -> Environment.prepare(kryo, "local[2]"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("spark.serializer is org.apache.spark.serializer.KryoSerializer");
  }

  @Test
  void without_a_cluster_nothing_listens_beyond_the_loopback_address() {
    SparkConf local = Environment.prepare(new SparkConf(false), "local[2]");

    assertThat(local.get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
    assertThat(local.get("spark.ui.enabled")).isEqualTo("false");
    SparkConf cluster =
        Environment.prepare(new SparkConf(false).set("spark.master", "yarn"), "local[2]");
    assertThat(cluster.get("spark.master")).isEqualTo("yarn");
    assertThat(cluster.contains("spark.driver.bindAddress")).isFalse();
  }
}
