package ai.vivace.watermark.invisible;

import ai.vivace.base.Rng;

/**
 * Pictures that look a little like photos: noise of all octaves whose power falls as that of photos does, a smooth sky above, and shapes with edges.
 */
final class Scene {
    private static final int SHAPES = 12;

    private Scene() {}

    static LumaPlane of(long seed, int width, int height) {
        Rng rng = Rng.of(seed).split("scene");
        float[] samples = new float[width * height];
        double contrast = 20 + 25 * rng.nextDouble();
        for (double cell = Math.max(width, height) / 2.0; cell >= 2; cell /= 2) {
            octave(samples, width, cell, contrast * Math.pow(cell / Math.max(width, height), 0.35), rng);
        }
        double horizon = height * (0.2 + 0.3 * rng.nextDouble());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                double busy = Math.min(1, Math.max(0.08, (y - horizon) / (0.1 * height)));
                samples[i] = (float) (150 - 50.0 * y / height + busy * samples[i]);
            }
        }
        for (int shape = 0; shape < SHAPES; shape++) {
            ellipse(samples, width, height, rng);
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.max(0, Math.min(255, Math.round(samples[i])));
        }
        return new LumaPlane(width, height, samples);
    }

    private static void octave(float[] samples, int width, double cell, double amplitude, Rng rng) {
        int height = samples.length / width;
        int columns = (int) (width / cell) + 2;
        int rows = (int) (height / cell) + 2;
        float[] grid = new float[columns * rows];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = (float) (amplitude * rng.nextGaussian());
        }
        for (int y = 0; y < height; y++) {
            int row = (int) (y / cell);
            float down = (float) (y / cell - row);
            for (int x = 0; x < width; x++) {
                int column = (int) (x / cell);
                float right = (float) (x / cell - column);
                int i = row * columns + column;
                samples[y * width + x] += (1 - down) * ((1 - right) * grid[i] + right * grid[i + 1])
                        + down * ((1 - right) * grid[i + columns] + right * grid[i + columns + 1]);
            }
        }
    }

    private static void ellipse(float[] samples, int width, int height, Rng rng) {
        double x0 = width * rng.nextDouble();
        double y0 = height * rng.nextDouble();
        double across = width * (0.03 + 0.12 * rng.nextDouble());
        double down = height * (0.03 + 0.12 * rng.nextDouble());
        float shift = (float) (60 * rng.nextGaussian());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double a = (x - x0) / across;
                double b = (y - y0) / down;
                if (a * a + b * b < 1) {
                    samples[y * width + x] += shift;
                }
            }
        }
    }
}
