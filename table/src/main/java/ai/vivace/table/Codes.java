package ai.vivace.table;

/** Which level each row has, in one, two or four bytes a row; 0 stands for a missing one, so level k is kept as k + 1. */
sealed interface Codes {
    int MISSING = -1;

    int size();

    /** A row's level; {@link #MISSING} when it has none. */
    int code(int row);

    Codes rows(int[] chosen);

    long bytes();

    /**
     * The narrowest.
     *
     * @param codes by row
     * @param levels how many levels there are
     */
    static Codes of(int[] codes, int levels) {
        if (levels < 1 << Byte.SIZE) {
            byte[] narrow = new byte[codes.length];
            for (int i = 0; i < codes.length; i++) {
                narrow[i] = (byte) (codes[i] + 1);
            }
            return new Bytes(narrow);
        }
        if (levels < 1 << Short.SIZE) {
            short[] narrow = new short[codes.length];
            for (int i = 0; i < codes.length; i++) {
                narrow[i] = (short) (codes[i] + 1);
            }
            return new Shorts(narrow);
        }
        int[] wide = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            wide[i] = codes[i] + 1;
        }
        return new Ints(wide);
    }

    /** Fewer than 256 levels. */
    record Bytes(byte[] numbers) implements Codes {
        @Override
        public int size() {
            return numbers.length;
        }

        @Override
        public int code(int row) {
            return (numbers[row] & 0xFF) - 1;
        }

        @Override
        public Codes rows(int[] chosen) {
            byte[] some = new byte[chosen.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = numbers[chosen[i]];
            }
            return new Bytes(some);
        }

        @Override
        public long bytes() {
            return numbers.length;
        }
    }

    /** Fewer than 65,536 levels. */
    record Shorts(short[] numbers) implements Codes {
        @Override
        public int size() {
            return numbers.length;
        }

        @Override
        public int code(int row) {
            return (numbers[row] & 0xFFFF) - 1;
        }

        @Override
        public Codes rows(int[] chosen) {
            short[] some = new short[chosen.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = numbers[chosen[i]];
            }
            return new Shorts(some);
        }

        @Override
        public long bytes() {
            return 2L * numbers.length;
        }
    }

    /** Any number of levels. */
    record Ints(int[] numbers) implements Codes {
        @Override
        public int size() {
            return numbers.length;
        }

        @Override
        public int code(int row) {
            return numbers[row] - 1;
        }

        @Override
        public Codes rows(int[] chosen) {
            int[] some = new int[chosen.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = numbers[chosen[i]];
            }
            return new Ints(some);
        }

        @Override
        public long bytes() {
            return 4L * numbers.length;
        }
    }
}
