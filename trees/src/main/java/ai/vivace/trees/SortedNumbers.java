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
        return place - equal(place, -1, place);
    }

    /** The place behind the run of numbers that are equal to the one at a place. */
    int end(int place) {
        return place + equal(place, 1, count - 1 - place) + 1;
    }

    /**
     * How many numbers beside the one at a place are equal to it.
     *
     * @param direction 1 for those behind it, -1 for those before it
     * @param all how many there are
     */
    private int equal(int place, int direction, int all) {
        int equal = 0;
        int other = 1;
        while (other <= all && keys[place + direction * other] == keys[place]) {
            equal = other;
            other = other <= all / 2 ? 2 * other : all + 1;
        }
        while (other - equal > 1) {
            int middle = (equal + other) >>> 1;
            if (keys[place + direction * middle] == keys[place]) {
                equal = middle;
            } else {
                other = middle;
            }
        }
        return equal;
    }

    /** Midway between the number at a place and the one before it. */
    double middle(int place) {
        return ((double) FloatSort.value(keys[place - 1]) + FloatSort.value(keys[place])) / 2;
    }
}
