package ai.vivace.table;

/** The numbers of a column, in the least memory that keeps them exactly. */
sealed interface NumberStore {
    int size();

    /** A number; NaN when it is missing. */
    double value(int row);

    NumberStore rows(int[] chosen);

    long bytes();

    /**
     * Decimals, as whole numbers and a power of ten. Dividing two numbers that float64 holds exactly rounds once, so that the result is
     * what the decimal would have been read as.
     *
     * @param numbers the decimals times 10^decimals; {@link #MISSING} for none
     * @param decimals 0 to {@link #MOST_DECIMALS}
     */
    record Decimals(int[] numbers, int decimals) implements NumberStore {
        static final int MISSING = Integer.MIN_VALUE;
        static final int MOST_DECIMALS = 9;

        @Override
        public int size() {
            return numbers.length;
        }

        @Override
        public double value(int row) {
            int number = numbers[row];
            return number == MISSING ? Double.NaN : decimals == 0 ? number : number / NumberText.power(decimals);
        }

        @Override
        public NumberStore rows(int[] chosen) {
            int[] some = new int[chosen.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = numbers[chosen[i]];
            }
            return new Decimals(some, decimals);
        }

        @Override
        public long bytes() {
            return 4L * numbers.length;
        }
    }

    /** Numbers that float32 holds exactly. */
    record Floats(float[] numbers) implements NumberStore {
        @Override
        public int size() {
            return numbers.length;
        }

        @Override
        public double value(int row) {
            return numbers[row];
        }

        @Override
        public NumberStore rows(int[] chosen) {
            float[] some = new float[chosen.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = numbers[chosen[i]];
            }
            return new Floats(some);
        }

        @Override
        public long bytes() {
            return 4L * numbers.length;
        }
    }

    /** Any numbers. */
    record Doubles(double[] numbers) implements NumberStore {
        @Override
        public int size() {
            return numbers.length;
        }

        @Override
        public double value(int row) {
            return numbers[row];
        }

        @Override
        public NumberStore rows(int[] chosen) {
            double[] some = new double[chosen.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = numbers[chosen[i]];
            }
            return new Doubles(some);
        }

        @Override
        public long bytes() {
            return 8L * numbers.length;
        }
    }
}
