package ai.vivace.watermark.invisible;

/** From strengths of waves to a mark on a plane. */
final class Waves {
    private Waves() {}

    /**
     * The tile whose transform has the parts, up to a common factor.
     *
     * @param parts the cosine part of each wave of the {@link Band}, and after it the sine part
     */
    static double[] tile(double[] parts) {
        double[] re = new double[Fourier.SIZE];
        double[] im = new double[Fourier.SIZE];
        for (int wave = 0; wave < Band.waves(); wave++) {
            re[Band.index(wave)] = parts[2 * wave];
            im[Band.index(wave)] = -parts[2 * wave + 1];
        }
        Fourier.transform(re, im);
        return re;
    }

    /** The tile all over a plane, raised by a gain. */
    static LumaPlane shaped(double[] tile, LumaPlane plane, float[] gain) {
        float[] mark = new float[gain.length];
        for (int y = 0; y < plane.height(); y++) {
            shape(tile, y % Fourier.SIDE * Fourier.SIDE, gain, y * plane.width(), plane.width(), mark);
        }
        return new LumaPlane(plane.width(), plane.height(), mark);
    }

    private static void shape(double[] tile, int row, float[] gain, int start, int width, float[] mark) {
        for (int x = 0; x < width; x++) {
            mark[start + x] = gain[start + x] * (float) tile[row + x % Fourier.SIDE];
        }
    }

    /** A picture with a mark, within black and white. */
    static LumaPlane sum(LumaPlane picture, LumaPlane mark) {
        float[] sum = new float[picture.samples().length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.max(0, Math.min(255, picture.samples()[i] + mark.samples()[i]));
        }
        return new LumaPlane(picture.width(), picture.height(), sum);
    }
}
