package ai.vivace.text.token;

import ai.vivace.base.Rng;

/** Texts of characters from all over Unicode, among them blanks, marks, signs and what stands for nothing. */
final class RandomText {
    private static final int[][] RANGES = {
        {0x20, 0x7E},
        {0x20, 0x7E},
        {0x09, 0x0D},
        {0xA0, 0x24F},
        {0x300, 0x36F},
        {0x391, 0x3C9},
        {0x600, 0x6FF},
        {0x900, 0x97F},
        {0x1100, 0x11FF},
        {0x2000, 0x206F},
        {0x3040, 0x30FF},
        {0x4E00, 0x4FFF},
        {0xAC00, 0xACFF},
        {0xFB00, 0xFB06},
        {0xFF01, 0xFF5E},
        {0x1D400, 0x1D4FF},
        {0x1F600, 0x1F64F},
        {0x2F800, 0x2F80F},
        {0, 0x10FFFF},
    };

    private RandomText() {}

    /** A text of at most so many characters. */
    static String of(Rng rng, int most) {
        StringBuilder text = new StringBuilder();
        for (int left = rng.nextInt(most + 1); left > 0; left--) {
            int[] range = RANGES[rng.nextInt(RANGES.length)];
            int codePoint = range[0] + rng.nextInt(range[1] - range[0] + 1);
            text.appendCodePoint(codePoint >= 0xD800 && codePoint <= 0xDFFF ? ' ' : codePoint);
        }
        return text.toString();
    }
}
