package ai.vivace.trees.exchange;

/** Doubles as the float32 that other formats have. */
final class Float32 {
    private Float32() {}

    /** The greatest float that is not above a number: a float is above the one when it is above the other. */
    static float floor(double number) {
        float rounded = (float) number;
        return rounded > number ? Math.nextDown(rounded) : rounded;
    }

    /** The nearest finite float; 0 for NaN. */
    static float finite(double number) {
        return Double.isNaN(number) ? 0 : Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, (float) number));
    }
}
