package ai.vivace.trees;

/** Orders the levels of a column by a number for each. */
final class LevelOrder {
    private static final int RUN = 8;

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
