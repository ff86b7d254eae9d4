package ai.vivace.table;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Collects the numbers of a column. It begins with whole numbers and goes over to decimals, float32 and float64 when a number comes
 * that they cannot hold exactly.
 */
final class NumberBuilder {
    private static final int FIRST = 64;
    private static final long LARGEST_WHOLE = 1L << 53;

    private enum State {
        DECIMALS,
        FLOATS,
        DOUBLES
    }

    private State state = State.DECIMALS;
    private int[] decimals = new int[FIRST];
    private float[] floats = {};
    private double[] doubles = {};
    private int places;
    private long largest;
    private int size;
    private boolean rounded;

    int size() {
        return size;
    }

    /** Whether a whole number came that float64 cannot tell from its neighbours. */
    boolean isRounded() {
        return rounded;
    }

    void add(NumberText number) {
        // 2^53 + 1 is read as 2^53, so that its digits must be looked at.
        rounded |= number.isWhole()
                && (number.isDecimal()
                        ? Math.abs(number.mantissa()) > LARGEST_WHOLE
                        : Math.abs(number.value()) > LARGEST_WHOLE);
        if (!number.isDecimal() || !addDecimal(number.mantissa(), number.decimals())) {
            add(number.value());
        }
    }

    void add(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.precision() - Math.min(0, plain.scale()) <= 18) {
            BigDecimal scaled = plain.scale() < 0 ? plain.setScale(0) : plain;
            add(scaled.unscaledValue().longValueExact(), scaled.scale());
        } else {
            rounded |= plain.scale() <= 0;
            add(number.doubleValue());
        }
    }

    /** Adds mantissa / 10^decimals. */
    void add(long mantissa, int itsDecimals) {
        rounded |= itsDecimals == 0 && Math.abs(mantissa) > LARGEST_WHOLE;
        if (!addDecimal(mantissa, itsDecimals)) {
            add(BigDecimal.valueOf(mantissa, itsDecimals).doubleValue());
        }
    }

    void missing() {
        if (state == State.DECIMALS) {
            put(NumberStore.Decimals.MISSING);
        } else {
            add(Double.NaN);
        }
    }

    /** Adds any number. */
    void add(double value) {
        if (state == State.DECIMALS) {
            if (Double.isNaN(value)) {
                put(NumberStore.Decimals.MISSING);
                return;
            }
            if (value == (int) value && addDecimal((int) value, 0)) {
                return;
            }
            leaveDecimals();
        }
        if (state == State.FLOATS) {
            if ((float) value == value || Double.isNaN(value)) {
                floats = size < floats.length ? floats : Arrays.copyOf(floats, grown());
                floats[size++] = (float) value;
                return;
            }
            leaveFloats();
        }
        doubles = size < doubles.length ? doubles : Arrays.copyOf(doubles, grown());
        doubles[size++] = value;
    }

    NumberStore build() {
        return switch (state) {
            case DECIMALS -> new NumberStore.Decimals(Arrays.copyOf(decimals, size), places);
            case FLOATS -> new NumberStore.Floats(Arrays.copyOf(floats, size));
            case DOUBLES -> new NumberStore.Doubles(Arrays.copyOf(doubles, size));
        };
    }

    private boolean addDecimal(long mantissa, int itsDecimals) {
        if (state != State.DECIMALS || itsDecimals > NumberStore.Decimals.MOST_DECIMALS) {
            return false;
        }
        int needed = Math.max(places, itsDecimals);
        long own = (long) NumberText.power(needed - itsDecimals);
        long others = (long) NumberText.power(needed - places);
        // Integer.MIN_VALUE stands for a missing number.
        if (Math.abs(mantissa) > Integer.MAX_VALUE / own || largest > Integer.MAX_VALUE / others) {
            return false;
        }
        if (others > 1) {
            for (int i = 0; i < size; i++) {
                decimals[i] *= decimals[i] == NumberStore.Decimals.MISSING ? 1 : (int) others;
            }
            largest *= others;
            places = needed;
        }
        long scaled = mantissa * own;
        largest = Math.max(largest, Math.abs(scaled));
        put((int) scaled);
        return true;
    }

    private void put(int number) {
        decimals = size < decimals.length ? decimals : Arrays.copyOf(decimals, grown());
        decimals[size++] = number;
    }

    private void leaveDecimals() {
        NumberStore before = new NumberStore.Decimals(decimals, places);
        state = State.FLOATS;
        floats = new float[decimals.length];
        for (int i = 0; i < size; i++) {
            double value = before.value(i);
            if ((float) value != value && !Double.isNaN(value)) {
                state = State.DOUBLES;
                floats = new float[0];
                break;
            }
            floats[i] = (float) value;
        }
        if (state == State.DOUBLES) {
            doubles = new double[decimals.length];
            for (int i = 0; i < size; i++) {
                doubles[i] = before.value(i);
            }
        }
        decimals = new int[0];
    }

    private void leaveFloats() {
        state = State.DOUBLES;
        doubles = new double[floats.length];
        for (int i = 0; i < size; i++) {
            doubles[i] = floats[i];
        }
        floats = new float[0];
    }

    private int grown() {
        return Math.max(FIRST, size + size / 2);
    }
}
