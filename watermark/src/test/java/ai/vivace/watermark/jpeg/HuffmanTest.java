package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class HuffmanTest {
    /** Table K.3 of the standard: differences of DC coefficients of luminance. */
    private static final HuffmanTable LUMINANCE_DC = new HuffmanTable(
            new int[] {0, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0},
            new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

    @Test
    void codesAreThoseOfTheStandard() {
        HuffmanCodes codes = new HuffmanCodes(LUMINANCE_DC);

        assertThat(codes.code(0)).isEqualTo(0b00);
        assertThat(codes.code(5)).isEqualTo(0b110);
        assertThat(codes.code(11)).isEqualTo(0b111111110);
        assertThat(codes.length(11)).isEqualTo(9);
        assertThat(codes.length(12)).isZero();
    }

    @Test
    void everySymbolIsFoundByItsCode() {
        Rng rng = Rng.of(1);
        for (int round = 0; round < 50; round++) {
            HuffmanTable table = OptimalCodes.table(counts(rng));
            requireFound(table, new HuffmanCodes(table));
        }
    }

    private static void requireFound(HuffmanTable table, HuffmanCodes codes) {
        for (int place = 0; place < table.size(); place++) {
            int symbol = table.symbol(place);
            int length = codes.length(symbol);
            assertThat(length).isBetween(1, 16);
            assertThat(codes.code(symbol)).as("no code of ones alone").isLessThan((1 << length) - 1);
            long window = (long) codes.code(symbol) << (64 - length) | (-1L >>> length >>> 1);
            assertThat(table.find(window)).isEqualTo(symbol << 8 | length);
        }
    }

    private static long[] counts(Rng rng) {
        long[] counts = new long[256];
        for (int i = 0; i < 256; i++) {
            counts[i] = rng.nextInt(3) == 0 ? 0 : 1L << rng.nextInt(40);
        }
        counts[7] = 1;
        return counts;
    }

    @Test
    void rareSymbolsHaveLongerCodes() {
        long[] counts = new long[256];
        for (int i = 0; i < 40; i++) {
            counts[i] = 1L << i;
        }
        HuffmanCodes codes = new HuffmanCodes(OptimalCodes.table(counts));
        for (int i = 1; i < 40; i++) {
            assertThat(codes.length(i)).isLessThanOrEqualTo(codes.length(i - 1));
        }
        assertThat(codes.length(39)).isEqualTo(1);
    }

    @Test
    void addedSymbolsLeaveAllCodesAsTheyAre() {
        HuffmanCodes codes = new HuffmanCodes(LUMINANCE_DC);
        assertThat(codes.add(14)).isTrue();
        assertThat(codes.add(12)).isTrue();

        HuffmanTable larger = codes.table();

        HuffmanCodes again = new HuffmanCodes(larger);
        HuffmanCodes before = new HuffmanCodes(LUMINANCE_DC);
        for (int symbol = 0; symbol < 12; symbol++) {
            assertThat(again.code(symbol)).isEqualTo(before.code(symbol));
        }
        assertThat(again.code(12)).isEqualTo(codes.code(12));
        requireFound(larger, again);
    }

    @Test
    void aTableThatIsFullTakesNoSymbol() {
        int[] counts = new int[17];
        int[] symbols = new int[16];
        for (int length = 1; length <= 16; length++) {
            counts[length] = 1;
            symbols[length - 1] = length;
        }

        assertThat(new HuffmanCodes(new HuffmanTable(counts, symbols)).add(99)).isFalse();
    }

    @Test
    void aCompletedTableHasAllSymbolsAndHardlyOtherLengths() {
        HuffmanTable completed = OptimalCodes.completed(LUMINANCE_DC, OptimalCodes.Coefficients.DC);
        HuffmanCodes codes = new HuffmanCodes(completed);

        assertThat(completed.size()).isEqualTo(16);
        assertThat(codes.length(0)).isEqualTo(2);
        assertThat(codes.length(5)).isEqualTo(3);
        assertThat(OptimalCodes.completed(LUMINANCE_DC, OptimalCodes.Coefficients.AC)
                        .size())
                .isGreaterThanOrEqualTo(162);
    }

    @Test
    void moreCodesThanFitAreRefused() {
        int[] counts = new int[17];
        counts[1] = 3;
        assertThatThrownBy(() -> new HuffmanTable(counts, new int[] {1, 2, 3}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 codes of 1 bits");
    }
}
