package ai.vivace.trees;

import java.util.Arrays;

/**
 * Cuts numbers into bins of about equally many. A heavy number, one that fills a bin, has its own; fewer numbers before it than half a bin share
 * that.
 */
final class QuantileCuts {
    private final SortedNumbers sorted;
    private final int bins;
    /** From how many equal numbers on they are heavy. */
    private final double share;

    private final int[] heavyBegin;
    private final int[] heavyEnd;
    private int heavies;
    /** Numbers that are not heavy. */
    private int light;

    private QuantileCuts(SortedNumbers sorted, int bins) {
        this.sorted = sorted;
        this.bins = bins;
        share = (double) sorted.count() / bins;
        heavyBegin = new int[bins];
        heavyEnd = new int[bins];
        light = sorted.count();
        findHeavies();
    }

    /**
     * Finds the cuts.
     *
     * @param bins how many at most; the numbers are more
     */
    static double[] of(SortedNumbers sorted, int bins) {
        return new QuantileCuts(sorted, bins).cuts();
    }

    /** Looks at numbers that are so far apart that no heavy one is missed. */
    private void findHeavies() {
        int step = (int) Math.ceil(share);
        int end = 0;
        for (long place = step - 1L; place < sorted.count(); place += step) {
            if (place >= end) {
                int begin = sorted.begin((int) place);
                end = sorted.end((int) place);
                if (end - begin >= share) {
                    heavyBegin[heavies] = begin;
                    heavyEnd[heavies] = end;
                    heavies++;
                    light -= end - begin;
                }
            }
        }
    }

    private double[] cuts() {
        double[] cuts = new double[bins - 1];
        int made = 0;
        int heavy = 0;
        int binsLeft = bins - heavies;
        int left = light;
        double size = size(left, binsLeft);
        int begin = 0;
        while (made < cuts.length) {
            int cut = end(begin, size);
            int before = heavy < heavies ? heavyBegin[heavy] : sorted.count();
            boolean isHeavy = before < cut && before - begin < Math.max(1, size / 2);
            if (isHeavy) {
                left -= before - begin;
                cut = heavyEnd[heavy++];
            } else {
                cut = Math.min(cut, before);
                left -= cut - begin;
                binsLeft--;
                size = size(left, binsLeft);
            }
            if (cut == sorted.count()) {
                break;
            }
            cuts[made++] = sorted.middle(cut);
            begin = cut;
        }
        return Arrays.copyOf(cuts, made);
    }

    /** Where a bin of so many numbers ends: equal ones are together. */
    private int end(int begin, double size) {
        double end = begin + Math.max(1, Math.ceil(size));
        return end < sorted.count() ? sorted.end((int) end - 1) : sorted.count();
    }

    private static double size(int rows, int bins) {
        return bins > 0 ? (double) rows / bins : Double.POSITIVE_INFINITY;
    }
}
