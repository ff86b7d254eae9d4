package ai.vivace.table;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A column of numbers. A missing one is NaN.
 *
 * <p>Values are kept as int32 or float32 where that is exact, and otherwise as float64: {@link #value} always gives back the number that came.
 * Decimals such as 7.25 are whole numbers with a power of ten, as long as they fit.
 */
public final class NumericColumn implements Column {
    private final String name;
    private final NumberStore values;

    NumericColumn(String name, NumberStore values) {
        this.name = Column.checked(name);
        this.values = values;
    }

    /** Numbers; NaN where one is missing. They are kept as float64. */
    public static NumericColumn of(String name, double... values) {
        return new NumericColumn(name, new NumberStore.Doubles(values.clone()));
    }

    /** Numbers; NaN where one is missing. They are kept as float32. */
    public static NumericColumn of(String name, float... values) {
        return new NumericColumn(name, new NumberStore.Floats(values.clone()));
    }

    /** Whole numbers, none of them missing. They are kept as int32. */
    public static NumericColumn of(String name, int... values) {
        NumberBuilder builder = new NumberBuilder();
        for (int value : values) {
            builder.add(value, 0);
        }
        return new NumericColumn(name, builder.build());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.NUMERIC;
    }

    @Override
    public int rows() {
        return values.size();
    }

    /** A row's number; NaN when it is missing. */
    public double value(int row) {
        return values.value(row);
    }

    /** All numbers. */
    public double[] values() {
        double[] all = new double[rows()];
        for (int row = 0; row < all.length; row++) {
            all[row] = value(row);
        }
        return all;
    }

    /** Whether all numbers that are there are whole. */
    public boolean isWhole() {
        for (int row = 0; row < rows(); row++) {
            double value = value(row);
            if (!Double.isNaN(value) && (Double.isInfinite(value) || value != Math.rint(value))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(value(row));
    }

    /** The number in as few digits as tell it from others, without ".0" when it is whole. */
    @Override
    public @Nullable String text(int row) {
        double value = value(row);
        if (Double.isNaN(value)) {
            return null;
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String shortest = values instanceof NumberStore.Floats ? Float.toString((float) value) : Double.toString(value);
        return Double.isInfinite(value)
                ? shortest
                : new BigDecimal(shortest).stripTrailingZeros().toString();
    }

    @Override
    public NumericColumn rows(int[] chosen) {
        return new NumericColumn(name, values.rows(chosen));
    }

    @Override
    public NumericColumn named(String newName) {
        return new NumericColumn(newName, values);
    }

    @Override
    public long bytes() {
        return values.bytes();
    }

    @Override
    public String toString() {
        return name + ": " + rows() + " numbers";
    }
}
