package ai.vivace.lab;

import ai.vivace.base.Rng;

/** Questions about texts of random tokens whose answer is in what came long before. */
enum SequenceTask {
    /** Four symbols, a gap, a sign; then the symbols are to be said again (Hochreiter and Schmidhuber 1997). */
    COPY("copy") {
        @Override
        int vocabulary() {
            return SYMBOLS + 2;
        }

        @Override
        int length(int gap) {
            return gap + 2 * COPIED;
        }

        @Override
        double guess() {
            return 1.0 / SYMBOLS;
        }

        @Override
        void write(TokenExamples into, int row, int gap, Rng rng) {
            into.fill(row, BLANK);
            for (int i = 0; i < COPIED; i++) {
                int symbol = rng.nextInt(SYMBOLS);
                into.token(row, i, symbol);
                into.answer(row, COPIED + gap + i, symbol);
            }
            into.token(row, COPIED + gap - 1, SIGN);
        }
    },
    /** Digits, one of which is marked in each half; at the end their sum is asked for. */
    ADD("add") {
        @Override
        int vocabulary() {
            return 2 * DIGITS + 1;
        }

        @Override
        int length(int gap) {
            return gap + 1;
        }

        @Override
        double guess() {
            return 1.0 / DIGITS;
        }

        @Override
        void write(TokenExamples into, int row, int gap, Rng rng) {
            int half = gap / 2;
            int first = rng.nextInt(half);
            int second = half + rng.nextInt(gap - half);
            int sum = 0;
            for (int i = 0; i < gap; i++) {
                int digit = rng.nextInt(DIGITS);
                boolean marked = i == first || i == second;
                into.token(row, i, marked ? digit + DIGITS : digit);
                sum += marked ? digit : 0;
            }
            into.token(row, gap, 2 * DIGITS);
            into.answer(row, gap, sum);
        }
    };

    private static final int SYMBOLS = 8;
    private static final int BLANK = SYMBOLS;
    private static final int SIGN = SYMBOLS + 1;
    private static final int COPIED = 4;
    private static final int DIGITS = 10;

    private final String label;

    SequenceTask(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** How many tokens there are, which the answers are among. */
    abstract int vocabulary();

    /** The tokens of a text. */
    abstract int length(int gap);

    /** How often the best guess is right that looks at nothing. */
    abstract double guess();

    abstract void write(TokenExamples into, int row, int gap, Rng rng);

    /** Texts with their answers, a function of the stream. */
    TokenExamples draw(int texts, int gap, Rng rng) {
        TokenExamples drawn = TokenExamples.empty(texts, length(gap));
        for (int row = 0; row < texts; row++) {
            write(drawn, row, gap, rng.split(row));
        }
        return drawn;
    }
}
