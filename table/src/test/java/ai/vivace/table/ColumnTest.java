package ai.vivace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnTest {
    private static final int[] BACKWARDS = {2, 1, 0, 1};

    @Test
    void numbersOfEachStoreComeBackExactly() {
        double[] doubles = {0.1, Double.NaN, 1e300};
        float[] floats = {0.1f, Float.NaN, -3};
        assertThat(NumericColumn.of("x", doubles).values()).containsExactly(doubles);
        assertThat(NumericColumn.of("x", floats).values()).containsExactly(0.1f, Double.NaN, -3);
        assertThat(NumericColumn.of("x", Integer.MIN_VALUE, 0, Integer.MAX_VALUE)
                        .values())
                .containsExactly(Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
        assertThat(NumericColumn.of("x", floats).rows(BACKWARDS).values())
                .containsExactly(-3, Double.NaN, 0.1f, Double.NaN);
        assertThat(NumericColumn.of("x", doubles).missing()).isEqualTo(1);
    }

    @Test
    void aBuilderNeverChangesANumberWhateverComesNext() {
        for (int seed = 0; seed < 300; seed++) {
            Rng rng = Rng.of(seed);
            NumberBuilder builder = new NumberBuilder();
            double[] expected = new double[80];
            NumberText text = new NumberText();
            for (int i = 0; i < expected.length; i++) {
                int form = rng.nextInt(rng.nextInt(8) == 0 ? 6 : 2 + seed % 3);
                String digits =
                        switch (form) {
                            case 0 -> Integer.toString(rng.nextInt(1000) - 500);
                            case 1 -> "NaN";
                            case 2 -> rng.nextInt(100) + "." + rng.nextInt(1000);
                            case 3 -> Double.toString(rng.nextInt(1 << 20) / 1024.0);
                            case 4 -> Integer.toString(rng.nextInt(Integer.MAX_VALUE));
                            default -> Double.toString(rng.nextGaussian());
                        };
                if (digits.equals("NaN")) {
                    expected[i] = Double.NaN;
                    builder.missing();
                } else {
                    expected[i] = Double.parseDouble(digits);
                    assertThat(text.read(digits.toCharArray(), 0, digits.length()))
                            .isTrue();
                    builder.add(text);
                }
            }
            assertThat(new NumericColumn("x", builder.build()).values()).containsExactly(expected);
        }
    }

    @Test
    void decimalsTakeFourBytesAndExactFloatsToo() {
        assertThat(built("1", "2.25", "-7.125").bytes()).isEqualTo(12);
        assertThat(built("0.100000001490116119384765625", "3").bytes()).isEqualTo(8);
        assertThat(built("0.1", "1e-12").bytes()).isEqualTo(16);
        assertThat(built("1.1", "123456789.1").bytes()).isEqualTo(8);
        assertThat(built("1.1", "1234567890.1").bytes()).isEqualTo(16);
    }

    private static NumericColumn built(String... numbers) {
        NumberBuilder builder = new NumberBuilder();
        NumberText text = new NumberText();
        for (String number : numbers) {
            assertThat(text.read(number.toCharArray(), 0, number.length())).isTrue();
            builder.add(text);
        }
        NumericColumn column = new NumericColumn("x", builder.build());
        for (int i = 0; i < numbers.length; i++) {
            assertThat(column.value(i)).isEqualTo(Double.parseDouble(numbers[i]));
        }
        return column;
    }

    @Test
    void numbersAsTextHaveNoMoreDigitsThanTheyNeed() {
        NumericColumn column = NumericColumn.of("x", 3, 0.5, 1e-7, 1e20, Double.NaN);
        assertThat(IntStream.range(0, 5).mapToObj(column::text)).containsExactly("3", "0.5", "1E-7", "1E+20", null);
        assertThat(NumericColumn.of("x", 0.1f).text(0)).isEqualTo("0.1");
    }

    @Test
    void levelsAreSortedAndNumbersAmongThemBySize() {
        CategoricalColumn words = CategoricalColumn.of("x", "b", null, "a");
        assertThat(words.levels()).containsExactly("a", "b");
        assertThat(IntStream.range(0, 3).map(words::code)).containsExactly(1, CategoricalColumn.MISSING, 0);
        assertThat(CategoricalColumn.of("x", "10", "9", "-1").levels()).containsExactly("-1", "9", "10");
        assertThat(words.rows(BACKWARDS).text(0)).isEqualTo("a");
        assertThat(words.rows(BACKWARDS).text(1)).isNull();
        assertThat(words.counts()).containsExactly(1, 1);
    }

    @Test
    void codesTakeAsManyBytesAsTheirLevelsNeed() {
        for (int levels : new int[] {2, 255, 256, 65_535, 65_536}) {
            int[] codes = IntStream.range(-1, levels).toArray();
            CategoricalColumn column = CategoricalColumn.of(
                    "x", IntStream.range(0, levels).mapToObj(Integer::toString).toList(), codes);
            assertThat(IntStream.range(0, codes.length).map(column::code).toArray())
                    .isEqualTo(codes);
            assertThat(column.bytes() / codes.length).isEqualTo(levels < 256 ? 1 : levels < 65_536 ? 2 : 4);
            int[] some = {levels, 0, levels / 2};
            assertThat(column.rows(some).code(0)).isEqualTo(levels - 1);
            assertThat(column.rows(some).code(1)).isEqualTo(CategoricalColumn.MISSING);
        }
    }

    @Test
    void wrongCodesAndLevelsAreRefused() {
        assertThatThrownBy(() -> CategoricalColumn.of("x", List.of("a"), new int[] {0, 1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 1 has 1");
        assertThatThrownBy(() -> CategoricalColumn.of("x", List.of("a", "a"), new int[] {0}))
                .hasMessageContaining("differ");
        assertThatThrownBy(() -> NumericColumn.of(" ", 1.0)).hasMessageContaining("needs a name");
    }

    @Test
    void textsComeBackAndRepeatedOnesAreKeptOnce() {
        String[] texts = {"", "plain", "süß 😀", null, "plain", "\n\"", "plain"};
        TextColumn column = TextColumn.of("x", texts);
        assertThat(IntStream.range(0, texts.length).mapToObj(column::text)).containsExactly(texts);
        assertThat(column.isMissing(3)).isTrue();
        assertThat(column.isMissing(0)).isFalse();
        assertThat(column.rows(BACKWARDS).text(0)).isEqualTo("süß 😀");
        assertThat(column.categorical().levels()).containsExactly("", "\n\"", "plain", "süß 😀");
    }

    @Test
    void manyTextsAreToldApart() {
        String[] texts = IntStream.range(0, 50_000)
                .mapToObj(i -> Integer.toString(i % 30_000, 36) + (i % 2 == 0 ? "é" : "e"))
                .toArray(String[]::new);
        TextColumn column = TextColumn.of("x", texts);
        assertThat(IntStream.range(0, texts.length).mapToObj(column::text)).containsExactly(texts);
    }

    @Test
    void datesAreDaysSince1970AndMomentsHaveMilliseconds() {
        DateColumn days = DateColumn.of("x", LocalDate.of(1970, 1, 2), null, LocalDate.of(1969, 12, 31));
        assertThat(days.day(0)).isEqualTo(1);
        assertThat(days.day(1)).isNaN();
        assertThat(days.day(2)).isEqualTo(-1);
        assertThat(days.bytes()).isEqualTo(12);
        assertThat(days.text(2)).isEqualTo("1969-12-31");

        LocalDateTime moment = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 999_000_000);
        DateColumn moments = DateColumn.of("x", moment, null, LocalDateTime.of(1900, 1, 1, 0, 0, 0, 1_000_000));
        assertThat(moments.moment(0)).isEqualTo(moment);
        assertThat(moments.moment(1)).isNull();
        assertThat(moments.text(2)).isEqualTo("1900-01-01T00:00:00.001");
        assertThat(moments.rows(BACKWARDS).moment(2)).isEqualTo(moment);
    }
}
