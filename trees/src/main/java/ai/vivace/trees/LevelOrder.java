package ai.vivace.trees;

/** Orders the levels of a column by a number for each. */
final class LevelOrder {
    private static final int RUN = 8;

    /** Up to so many of an end are quicker found one by one than by ordering all. */
    private static final int FEW = 64;

    private LevelOrder() {}

    /**
     * Orders some levels.
     *
     * @param levels which ones; a number's level keeps its place among those of the same number
     * @param key by level, no NaN
     * @return the levels, their keys rising
     */
    static int[] rising(int[] levels, double[] key) {
        int count = levels.length;
        int[] from = levels.clone();
        for (int begin = 0; begin < count; begin += RUN) {
            insert(from, begin, Math.min(count, begin + RUN), key);
        }
        int[] to = new int[count];
        for (int size = RUN; size < count; size *= 2) {
            for (int begin = 0; begin < count; begin += 2 * size) {
                merge(from, begin, Math.min(count, begin + size), Math.min(count, begin + 2 * size), to, key);
            }
            int[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    /**
     * Those at one end of the order of some levels, from the end on.
     *
     * @param levels as for {@link #rising}
     * @param key by level, no NaN
     * @param most how many; no more than there are levels
     */
    static int[] from(End end, int[] levels, double[] key, int most) {
        if (most <= FEW) {
            return few(end, levels, key, most);
        }
        int[] order = rising(levels, key);
        int[] first = new int[most];
        for (int i = 0; i < most; i++) {
            first[i] = order[end == End.LOWEST ? i : order.length - 1 - i];
        }
        return first;
    }

    private static int[] few(End end, int[] levels, double[] key, int most) {
        int[] first = new int[most];
        int sign = end == End.LOWEST ? 1 : -1;
        int found = 0;
        double limit = 0;
        for (int i = 0; i < levels.length; i++) {
            int level = levels[end == End.LOWEST ? i : levels.length - 1 - i];
            double own = sign * key[level];
            if (found == most && own >= limit) {
                continue;
            }
            int at = found < most ? found++ : most - 1;
            for (; at > 0 && sign * key[first[at - 1]] > own; at--) {
                first[at] = first[at - 1];
            }
            first[at] = level;
            limit = sign * key[first[found - 1]];
        }
        return first;
    }

    /** Where an order is looked at from. */
    enum End {
        /** The least number. */
        LOWEST,
        /** The greatest number. */
        HIGHEST
    }

    private static void insert(int[] levels, int begin, int end, double[] key) {
        for (int i = begin + 1; i < end; i++) {
            int level = levels[i];
            int at = i;
            for (; at > begin && key[levels[at - 1]] > key[level]; at--) {
                levels[at] = levels[at - 1];
            }
            levels[at] = level;
        }
    }

    private static void merge(int[] from, int begin, int middle, int end, int[] to, double[] key) {
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            boolean takesLeft = left < middle && (right >= end || key[from[left]] <= key[from[right]]);
            to[i] = from[takesLeft ? left++ : right++];
        }
    }
}
