package ai.vivace.tax.batch;

import java.util.List;

/**
 * What came of a file of filers.
 *
 * @param rows how many filers there were
 * @param bad how many of them could not be read
 * @param firstBad the first of those, at most {@value #MOST_KEPT}
 */
public record BatchReport(long rows, long bad, List<BadRow> firstBad) {
    static final int MOST_KEPT = 100;

    public BatchReport {
        firstBad = List.copyOf(firstBad);
    }

    /** How many returns were computed. */
    public long computed() {
        return rows - bad;
    }
}
