package ai.vivace.trees;

/** Numbers in their order. Runs of equal ones are found by steps that double, so that not each number is looked at. */
final class SortedNumbers {
    private final int[] keys;
    private final int count;

    private SortedNumbers(int[] keys, int count) {
        this.keys = keys;
        this.count = count;
    }

    /**
     * Sorts numbers.
     *
     * @param keys theirs, see {@link FloatSort#key}; may be written to
     * @param count how many of the keys are taken
     */
    static SortedNumbers of(int[] keys, int count) {
        return new SortedNumbers(FloatSort.sorted(keys, count), count);
    }

    int count() {
        return count;
    }

    /** Where the run of numbers that are equal to the one at a place begins. */
    int begin(int place) {
        int same = place;
        int other = place - 1;
        for (int step = 2; other >= 0 && isSame(other, place); step *= 2) {
            same = other;
            other = Math.max(-1, place - step);
        }
        while (same - other > 1) {
            int middle = (same + other) >>> 1;
            if (isSame(middle, place)) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return same;
    }

    /** The place behind the run of numbers that are equal to the one at a place. */
    int end(int place) {
        int same = place;
        int other = place + 1;
        for (int step = 2; other < count && isSame(other, place); step *= 2) {
            same = other;
            other = step < count - place ? place + step : count;
        }
        while (other - same > 1) {
            int middle = (same + other) >>> 1;
            if (isSame(middle, place)) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }

    private boolean isSame(int one, int other) {
        return keys[one] == keys[other];
    }

    /** Midway between the number at a place and the one before it. */
    double middle(int place) {
        return ((double) FloatSort.value(keys[place - 1]) + FloatSort.value(keys[place])) / 2;
    }
}
