package ai.vivace.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds.
 *
 * @param name what it is called
 * @param kind what its values are
 * @param missing how many rows have no value
 * @param distinct how many different values there are
 * @param range of numbers and dates, the latter as days since 1970; null for others, and when all are missing
 * @param top of categories and texts the most frequent, at most five, the more frequent first; else empty
 */
public record ColumnSummary(
        String name,
        ColumnKind kind,
        int missing,
        int distinct,
        @Nullable Range range,
        List<LevelCount> top) {
    private static final int TOP = 5;

    /** Where numbers lie; of an even number of them the median is midway between the middle ones. */
    public record Range(double least, double mean, double median, double most) {}

    /** How many rows have a level. */
    public record LevelCount(String level, int rows) {}

    public ColumnSummary {
        top = List.copyOf(top);
    }

    static ColumnSummary of(Column column) {
        if (column instanceof NumericColumn numeric) {
            return ofNumbers(column, numeric.values());
        }
        if (column instanceof DateColumn date) {
            return ofNumbers(
                    column,
                    IntStream.range(0, date.rows()).mapToDouble(date::day).toArray());
        }
        CategoricalColumn levels = column.categorical();
        int[] counts = levels.counts();
        List<LevelCount> top = IntStream.range(0, counts.length)
                .filter(level -> counts[level] > 0)
                .boxed()
                .sorted(Comparator.comparingInt(level -> -counts[level]))
                .limit(TOP)
                .map(level -> new LevelCount(levels.levels().get(level), counts[level]))
                .toList();
        int distinct = (int) Arrays.stream(counts).filter(count -> count > 0).count();
        return new ColumnSummary(column.name(), column.kind(), column.missing(), distinct, null, top);
    }

    private static ColumnSummary ofNumbers(Column column, double[] numbers) {
        // NaN is the greatest to sort().
        Arrays.sort(numbers);
        int missing = column.missing();
        int known = numbers.length - missing;
        int distinct = 0;
        double sum = 0;
        for (int i = 0; i < known; i++) {
            distinct += i == 0 || numbers[i] != numbers[i - 1] ? 1 : 0;
            sum += numbers[i];
        }
        Range range = known == 0
                ? null
                : new Range(
                        numbers[0],
                        sum / known,
                        (numbers[(known - 1) / 2] + numbers[known / 2]) / 2,
                        numbers[known - 1]);
        return new ColumnSummary(column.name(), column.kind(), missing, distinct, range, List.of());
    }
}
