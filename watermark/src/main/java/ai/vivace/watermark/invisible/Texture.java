package ai.vivace.watermark.invisible;

/**
 * What a plane has of fine detail, and how busy it is around each pixel. The embedder hides more where it is busy; the detector divides by it, so
 * that every place has a vote of one size.
 *
 * @param detail the plane less its local mean
 * @param activity how large detail is nearby, as a standard deviation. It is the squared mean of square roots, which a single edge does not
 *     raise much: beside an edge in the sky a mark would be seen.
 */
@SuppressWarnings("ArrayRecordComponent")
record Texture(int width, int height, float[] detail, float[] activity) {
    /** Pixels to each side in the local mean: what is slower than the slowest wave of the mark goes. */
    private static final int MEAN = 6;

    /** Pixels to each side in the activity. */
    private static final int NEARBY = 8;

    /** Activity above which a mark gets no stronger. */
    private static final float BUSIEST = 20;

    /** Added to activities, so that a mark is where there is nothing, too. */
    private static final float CALM = 1.5f;

    /** Deviation in grey levels of a mark that is not seen where there is nothing. */
    private static final float UNSEEN = 0.5f;

    /** How much more is not seen, for the power 3/4 of activities. */
    private static final float RISE = 0.35f;

    /** One over the squared mean of the square root of |x| for a normal x of deviation 1: π/(√2·Γ(3/4)²). */
    private static final float NORMAL = 1.4794f;

    static Texture of(LumaPlane plane) {
        int width = plane.width();
        int height = plane.height();
        float[] detail = BoxMean.of(plane.samples(), width, height, MEAN);
        subtractFrom(plane.samples(), detail);
        float[] activity = BoxMean.of(roots(detail), width, height, NEARBY);
        square(activity);
        return new Texture(width, height, detail, activity);
    }

    /** How much stronger a mark is at each pixel where the picture is busier: as the root of its activity. */
    float[] gain() {
        float[] gain = new float[activity.length];
        for (int i = 0; i < gain.length; i++) {
            gain[i] = (float) Math.sqrt(Math.min(activity[i], BUSIEST) + CALM);
        }
        return gain;
    }

    /**
     * Deviation in grey levels, at each pixel, of a mark that is not seen beside what is there: half a level where there is nothing, 2 at an activity
     * of 8, 4 at 20. The figures are by eye, on skies of photos.
     */
    float[] tolerance() {
        float[] tolerance = new float[activity.length];
        for (int i = 0; i < tolerance.length; i++) {
            float root = (float) Math.sqrt(Math.min(activity[i], BUSIEST));
            tolerance[i] = UNSEEN + RISE * root * (float) Math.sqrt(root);
        }
        return tolerance;
    }

    private static void subtractFrom(float[] samples, float[] means) {
        for (int i = 0; i < means.length; i++) {
            means[i] = samples[i] - means[i];
        }
    }

    private static float[] roots(float[] values) {
        float[] roots = new float[values.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = (float) Math.sqrt(Math.abs(values[i]));
        }
        return roots;
    }

    private static void square(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= NORMAL * values[i];
        }
    }
}
