// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import nl.schakel.linkage.InvalidInput;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Links the records of CSV files on a cluster with a model that was trained before; started by
 * {@code spark-submit}, or by plain Java for local mode.
 */
public final class LinkJob {
  private final PrintStream out;
  private final PrintStream err;

  /** Writes what came out to one stream, progress and errors to the other. */
  public LinkJob(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends with 0, or with 2 when the input or the command line is wrong. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code = new LinkJob(out, err).run(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs and returns the code to end with. */
  public int run(String... arguments) {
    if (List.of(arguments).contains("--help")) {
      out.print(JobOptions.USAGE);
      return 0;
    }
    try {
      link(JobOptions.parse(arguments));
      return 0;
    } catch (JobOptions.Wrong wrong) {
      err.println(wrong.getMessage());
      err.print(JobOptions.USAGE);
    } catch (InvalidInput wrong) {
      err.println(wrong.getMessage());
    } catch (UncheckedIOException e) {
      err.println("cannot read or write: " + e.getCause());
    }
    return 2;
  }

  private void link(JobOptions options) {
    SparkConf configuration = Environment.prepare(new SparkConf(), options.master());
    SharedModel model = new SharedModel(options.model().toString(), read(options.model()));
    model.get();
    try (JavaSparkContext spark = new JavaSparkContext(configuration)) {
      Environment.check(spark.version(), Runtime.version().feature());
      refuseExisting(options.output(), spark.hadoopConfiguration());
      SparkLinker linker = new SparkLinker(spark, model, options.recordsInTask(), err::println);
      write(linker.link(options.inputs()), options.output());
    } catch (Exception e) {
      throw cause(e);
    }
  }

  /** A file that cannot be used is found on another machine; its message comes back as a cause. */
  private static RuntimeException cause(Exception failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof InvalidInput wrong) {
        return wrong;
      }
      if (t instanceof IOException io) {
        return new UncheckedIOException(io);
      }
    }
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new InvalidInput(file + ": bytes that are not UTF-8");
    } catch (NoSuchFileException e) {
      throw new InvalidInput(file + ": there is no such file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseExisting(String output, Configuration hadoop) throws IOException {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(output);
    if (folder.getFileSystem(hadoop).exists(folder)) {
      throw new InvalidInput(output + ": is there already; name a folder that is not");
    }
  }

  private void write(SparkLinker.Result result, String output) {
    result.lines().saveAsTextFile(output);
    out.printf(
        "%,d records, %,d pairs compared, %,d pairs written, %,d blocks left out%n",
        result.records(), result.compared(), result.pairs(), result.cappedBlocks());
  }
}
