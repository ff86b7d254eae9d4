package ai.vivace.watermark.invisible;

/** The turns of waves by a move of the tile: for each number of periods along one axis the cosine and the sine. */
final class Phase {
    private static final int HALF = Fourier.SIDE / 2;

    private final double[] cosine = new double[Fourier.SIDE + 1];
    private final double[] sine = new double[Fourier.SIDE + 1];

    /**
     * The phases of a move.
     *
     * @param pixels along the axis
     */
    Phase(double pixels) {
        for (int i = 0; i < cosine.length; i++) {
            double angle = 2 * StrictMath.PI * (i - HALF) * pixels / Fourier.SIDE;
            cosine[i] = StrictMath.cos(angle);
            sine[i] = StrictMath.sin(angle);
        }
    }

    /** The cosine of the move for a wave of so many periods, −64 to 64. */
    double cosine(int periods) {
        return cosine[periods + HALF];
    }

    double sine(int periods) {
        return sine[periods + HALF];
    }
}
