// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The noise table and the look-up beside figures that others published.
 *
 * <p>Sources. ptable 1.0.0 (CRAN, EUPL): printed output of {@code inst/doc/introduction.html} and
 * {@code tests/testthat/test-examples.R}. tau-ARGUS (sdcTools/tauargus, commit 52aa410, EUPL):
 * {@code data/cellkey/Frequency/tau_testW_ptable.txt}. cellKey 1.0.2 (sdcTools/cellKey, branch
 * gh-pages): printed output of {@code reference/cellkey_pkg.html}. European handbook
 * (sdcTools/HandbookSDC, commit eef4a18): chapter 5, section on the cell key method. Only figures
 * were taken over.
 */
class PublishedNoiseTest {
  /** ptable prints eight digits, from a solver that stops at about that. */
  private static final double PRINTED = 6e-8;

  /**
   * A published row: what a true count becomes, with which probability.
   *
   * @param from the figures it can become, rising; 0 first where it is possible
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Row(int count, int[] figures, double... probability) {
    static Row of(int count, int first, double... probability) {
      int[] figures = new int[probability.length];
      for (int i = 0; i < figures.length; i++) {
        figures[i] = first + i;
      }
      return new Row(count, figures, probability);
    }

    /** Becomes 0, or a figure from {@code first} on. */
    static Row orZero(int count, int first, double... probability) {
      int[] figures = new int[probability.length];
      for (int i = 1; i < figures.length; i++) {
        figures[i] = first + i - 1;
      }
      return new Row(count, figures, probability);
    }
  }

  private static void assertSame(PTable ours, Row published, double tolerance) {
    int[] noise = ours.noise(published.count());
    double[] p = ours.probability(published.count());
    assertThat(noise).hasSameSizeAs(published.figures());
    for (int i = 0; i < noise.length; i++) {
      String what = "%d becomes %d".formatted(published.count(), published.figures()[i]);
      assertThat(published.count() + noise[i]).as(what).isEqualTo(published.figures()[i]);
      assertThat(p[i]).as(what).isCloseTo(published.probability()[i], within(tolerance));
    }
  }

  @Test
  void the_vignette_of_ptable_has_the_same_rows() {
    assertSame(
        new PTable(2, 1, 0),
        Row.of(2, 0, .06382714, .24469150, .38296280, .24469145, .06382714),
        PRINTED);
    assertSame(
        new PTable(2, 0.9, 0),
        Row.of(2, 0, .05154609, .24381564, .40927654, .24381564, .05154609),
        PRINTED);
    PTable wide = new PTable(5, 3, 2);
    assertSame(
        wide, Row.orZero(1, 3, .73446954, .136720190, .07279631, .03742956, .018584399), PRINTED);
    assertSame(
        wide,
        Row.orZero(2, 3, .40880704, .406643537, .14762401, .03231882, .004266868, .0003397188),
        PRINTED);
    assertSame(
        wide,
        Row.orZero(
            3, 3, .20398618, .393662525, .24749239, .11056847, .035102043, .0079189055, .001269491),
        PRINTED);
    assertSame(
        wide,
        Row.orZero(
            5,
            3,
            .02014749,
            .173347467,
            .22063302,
            .22131828,
            .174967643,
            .1090164652,
            .053532830,
            .020717693,
            .006319113),
        PRINTED);
    assertSame(
        wide,
        Row.of(
            6,
            3,
            .072029825,
            .13671708,
            .19735138,
            .216652933,
            .1808822561,
            .114850887,
            .055459983,
            .020367237,
            .005688418),
        PRINTED);
    assertSame(
        wide,
        Row.of(
            7,
            3,
            .018439196,
            .05548389,
            .12162104,
            .194208159,
            .2259140226,
            .191441399,
            .118180404,
            .053146176,
            .017410672,
            .004155049),
        PRINTED);
    assertSame(
        wide,
        Row.of(
            8,
            3,
            .003791861,
            .01659093,
            .05229263,
            .118730368,
            .1941934608,
            .228801496,
            .194193460,
            .118730371,
            .052292634,
            .016590928,
            .00379186),
        PRINTED);
  }

  @Test
  void the_example_table_of_ptable_is_the_same() {
    PTable ours = new PTable(2, 1.05, 1);

    assertSame(ours, Row.orZero(1, 2, .50833333, .47500000, .01666667), PRINTED);
    assertSame(ours, Row.orZero(2, 2, .16155827, .55565037, .24246618, .04032518), PRINTED);
    assertSame(ours, Row.of(3, 2, .41231301, .28806097, .18693903, .11268699), PRINTED);
    assertSame(ours, Row.of(4, 2, .07012498, .24450007, .37074990, .24450007, .07012498), PRINTED);
    // In the text of the vignette, with four digits.
    assertSame(new PTable(2, 1.08, 1), Row.orZero(1, 2, .5133, .46, .0267), 5e-5);
  }

  @Test
  void the_table_that_comes_with_tau_argus_is_the_same() {
    PTable ours = new PTable(7, 4, 2);
    double digits = 1e-8;

    assertSame(
        ours,
        Row.orZero(
            1,
            3,
            .775078850966306,
            .0873643732150699,
            .0507561027140072,
            .0323385880305859,
            .0225960604169355,
            .0173150304125461,
            .0145509942445495),
        digits);
    assertSame(
        ours,
        Row.orZero(
            2,
            3,
            .466273934936656,
            .279675530746938,
            .153310732140879,
            .0677559545461165,
            .0241423308820078,
            .00693533974480341,
            .00160625006397651,
            .000299926938622641),
        digits);
    assertSame(
        ours,
        Row.orZero(
            3,
            3,
            .2514396179234,
            .319582288813207,
            .222383188160346,
            .124028833888839,
            .0554427577918675,
            .0198640787507339,
            .00570418407267749,
            .00131286510225821,
            .000242185496671766),
        digits);
    assertSame(
        ours,
        Row.orZero(
            6,
            3,
            .00743519626950441,
            .0921748581044173,
            .143107106403066,
            .181976069118658,
            .189527270634511,
            .161671508187108,
            .112953482596889,
            .064635351293579,
            .0302931862465775,
            .011628511845622,
            .00365601272144729,
            .000941446578620274),
        digits);
    assertSame(
        ours,
        Row.orZero(
            7,
            3,
            .000816555450940256,
            .0335198248869523,
            .0732122774508083,
            .127239266378111,
            .175959801108794,
            .193624732910252,
            .1695365194805,
            .118119271295393,
            .0654837185989952,
            .0288869015422476,
            .0101396667400092,
            .00283205291445159,
            .000629411242544927),
        digits);
    assertSame(
        ours,
        Row.of(
            8,
            3,
            .00969261359229456,
            .0287834120189139,
            .0670427601983025,
            .122481285201496,
            .17550755653052,
            .197255963517755,
            .173889236469955,
            .120232948063064,
            .0652052445292257,
            .0277363811520175,
            .00925391065205796,
            .00242163700736362,
            .00049705106703526),
        digits);
    assertSame(
        ours,
        Row.of(
            9,
            3,
            .00229656840119751,
            .00898164215601275,
            .0274083248490743,
            .065261893371444,
            .121251546485271,
            .175778331583768,
            .198835454298554,
            .175498233148548,
            .120865431624158,
            .064950410460511,
            .0272340432902083,
            .00891030980728823,
            .00227469839123463,
            .000453112132729988),
        digits);
  }

  /**
   * ptable adds a condition by default: no other figure may be likelier than the true one. In these
   * rows it binds (two probabilities are printed equal), and once even the variance is given up for
   * it. We do not ask for it, and so have the larger entropy.
   */
  @Test
  void where_the_published_row_differs_it_is_for_a_condition_that_we_do_not_set() {
    assertOtherCondition(new PTable(2, 0.9, 0), Row.of(1, 0, .3625, .3625, .1875, .0875), true);
    assertOtherCondition(
        new PTable(2, 1, 0), Row.of(1, 0, .36648551, .36648551, .1675725, .09945652), false);
    assertOtherCondition(
        new PTable(5, 3, 2),
        Row.orZero(
            4,
            3,
            .08485487,
            .277921233,
            .27792123,
            .18939369,
            .105125448,
            .0454553570,
            .015310774,
            .004017391),
        true);
    PTable argus = new PTable(7, 4, 2);
    assertOtherCondition(
        argus,
        Row.orZero(
            4,
            3,
            .11883808535773,
            .250647150620782,
            .250647150620782,
            .177463619860471,
            .10997668466214,
            .0565733756802152,
            .024157041582993,
            .00856240154780081,
            .00251922871427239,
            .000615261352813525),
        true);
    assertOtherCondition(
        argus,
        Row.orZero(
            5,
            3,
            .0401827877495497,
            .179313386247809,
            .202811782200345,
            .202811782200345,
            .160524650925968,
            .10826452064059,
            .0610821932807283,
            .02882883742158,
            .0113821335471932,
            .00375927652915892,
            .001038649256734),
        true);
  }

  private static void assertOtherCondition(PTable ours, Row published, boolean sameVariance) {
    int[] noise = ours.noise(published.count());
    double[] p = ours.probability(published.count());
    double[] theirs = published.probability();
    int still = 0;
    while (noise[still] != 0) {
      still++;
    }
    assertThat(theirs[still]).as("bound").isCloseTo(theirs[still - 1], within(PRINTED));
    assertThat(p[still]).as("free").isLessThan(p[still - 1]);
    assertThat(moment(noise, theirs, 1)).isCloseTo(0, within(1e-6));
    assertThat(moment(noise, p, 1)).isCloseTo(0, within(1e-9));
    if (sameVariance) {
      assertThat(moment(noise, theirs, 2)).isCloseTo(moment(noise, p, 2), within(1e-6));
      assertThat(entropy(p)).isGreaterThan(entropy(theirs));
    } else {
      assertThat(moment(noise, theirs, 2)).isCloseTo(0.93188, within(5e-6));
      assertThat(moment(noise, p, 2)).isCloseTo(1, within(1e-9));
    }
  }

  private static double moment(int[] noise, double[] p, int power) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] * Math.pow(noise[i], power);
    }
    return sum;
  }

  private static double entropy(double[] p) {
    double sum = 0;
    for (double each : p) {
      sum -= each * Math.log(each);
    }
    return sum;
  }

  @Test
  void cell_keys_printed_by_cell_key_look_up_the_same_noise() {
    PTable example = new PTable(2, 1.05, 1);

    assertThat(example.noise(4580, 0.95532247)).isEqualTo(2);
    assertThat(example.noise(1969, 0.44707334)).isZero();
    assertThat(example.noise(1143, 0.01327944)).isEqualTo(-2);
    // Printed as row -1: a cell without persons is not perturbed.
    assertThat(example.noise(0, 0)).isZero();
  }

  @Test
  void intervals_printed_by_ptable_give_the_noise_that_stands_beside_them() {
    PTable table = new PTable(2, 0.9, 0);
    double[] upper = {0.05154609, 0.29536173, 0.70463827, 0.94845391, 1};

    double lower = 0;
    for (int i = 0; i < upper.length; i++) {
      assertThat(table.noise(2, lower + 1e-7)).isEqualTo(i - 2);
      assertThat(table.noise(2, upper[i] - 1e-7)).isEqualTo(i - 2);
      lower = upper[i];
    }
  }

  @Test
  void the_handbook_example_of_three_men_comes_out_the_same() {
    PTable table = new PTable(1, 0.6, 1);
    Shape shape = new Shape(List.of(Dimension.of("sex", "male")));

    long[][] keys = new long[RecordKeys.LANES][1];
    for (double key : new double[] {0.9, 0.3, 0.6}) {
      keys[0][0] += (long) (key * 0x1p62) << 2;
    }
    double cellKey = RecordKeys.uniform(shape, keys)[shape.cell(List.of("male"))];

    assertThat(cellKey).as("digits before the point do not count").isCloseTo(0.8, within(1e-9));
    assertThat(3 + table.noise(3, cellKey)).isEqualTo(4);
    assertSame(table, Row.orZero(1, 2, 0.5, 0.5), 1e-9);
    assertSame(table, Row.of(3, 2, 0.3, 0.4, 0.3), 1e-9);
    // The handbook's row for 2 (0.8 stays, 0.2 becomes 3) is made up and not right on average.
    assertSame(table, Row.of(2, 2, 1, 0), 1e-9);
  }
}
