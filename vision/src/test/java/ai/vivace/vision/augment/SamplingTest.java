package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.tensor.Functional.Interpolation;
import ai.vivace.tensor.Functional.Padding;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sampled pixels equal those that affine_grid, fastai's perspective formula and grid_sample give in PyTorch 1.13, in double precision. */
class SamplingTest {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 7;

    /** A warp over a flip, a turn of 10 degrees and a zoom. */
    static final Homography EVERYTHING = Warp.of(0.1, -0.15)
            .after(Symmetry.MIRRORED.homography(HEIGHT, WIDTH))
            .after(Homography.rotation(10, HEIGHT, WIDTH))
            .after(Zoom.of(1.1, 0.5, 0.5));

    private static final float[] EXPECTED = {
        0.74878330f, 0.65081693f, 0.17401963f, 0.08911602f, 0.47927243f, 0.89635157f, 0.92798965f, 0.93508087f,
        0.81719891f, 0.35420168f, 0.05684840f, 0.20019304f, 0.63996374f, 0.93835656f, 0.84091972f, 0.86712006f,
        0.52506362f, 0.15913781f, 0.07483426f, 0.34795488f, 0.75190345f, 0.81059507f, 0.92184787f, 0.65832407f,
        0.28114254f, 0.05688124f, 0.14661974f, 0.50612908f, 0.85774027f, 0.96916580f, 0.79911768f, 0.42198965f,
        0.14533185f, 0.06908268f, 0.29988577f, 0.13447694f, 0.19651922f, 0.67125478f, 0.95162691f, 0.71711833f,
        0.24975142f, 0.04547720f, 0.18130426f, 0.07760034f, 0.45275404f, 0.86992597f, 0.92421720f, 0.56813388f,
        0.16694966f, 0.29497479f, 0.08823958f, 0.30079781f, 0.70026989f, 0.94505443f, 0.83780518f, 0.43478969f,
        0.35713335f, 0.07912150f, 0.18888349f, 0.54071581f, 0.87151973f, 0.95220116f, 0.68289466f, 0.28201206f,
        0.05035911f, 0.07458872f, 0.39017243f, 0.72574576f, 0.93933930f, 0.84627831f
    };

    private static final long[] EXPECTED_MASK = {
        2, 0, 4, 3, 2, 1, 0, 0, 4, 1, 0, 4, 3, 2, 2, 1, 3, 2, 1, 0, 4, 3, 0, 4, 4, 3, 2, 1, 3, 2, 1, 0, 0, 4, 1
    };

    @Test
    void warpFlipTurnAndZoomAreOneSampling() {
        Tensor pictures = Waves.of(1, 2, HEIGHT, WIDTH);
        Sampling.SMOOTH.move(pictures, new Homography[] {EVERYTHING});
        assertThat(pictures.toFloats()).containsExactly(EXPECTED, within(1e-5f));
    }

    @Test
    void eachPictureOfABatchMovesByItsOwnMap() {
        Tensor one = Waves.of(1, 2, HEIGHT, WIDTH);
        Tensor pictures = Tensor.cat(List.of(one, one, one), 0);
        Homography[] maps = {Homography.IDENTITY, EVERYTHING, Symmetry.MIRRORED.homography(HEIGHT, WIDTH)};
        Sampling.SMOOTH.move(pictures, maps);
        assertThat(pictures.select(0, 0).toFloats()).isEqualTo(one.toFloats());
        assertThat(pictures.select(0, 1).toFloats()).containsExactly(EXPECTED, within(1e-5f));
        assertThat(pictures.select(0, 2).toFloats()).isEqualTo(one.flip(3).toFloats());
    }

    @Test
    void masksTakeTheNearestClass() {
        long[] classes = new long[HEIGHT * WIDTH];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = i % 5;
        }
        Tensor masks = Tensor.of(classes, Shape.of(1, HEIGHT, WIDTH));
        Sampling.SMOOTH.moveClasses(masks, new Homography[] {EVERYTHING}, 255);
        assertThat(masks.toLongs()).isEqualTo(EXPECTED_MASK);
    }

    @Test
    void classesFromOutsideDoNotCountWhereNothingReflects() {
        Tensor masks = Tensor.of(new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, Shape.of(1, 3, 3));
        Homography rightByAPixel = Homography.affine(1, 0, -1, 0, 1, 0);
        new Sampling(Interpolation.NEAREST, Padding.ZEROS).moveClasses(masks, new Homography[] {rightByAPixel}, 255);
        assertThat(masks.toLongs()).containsExactly(255, 1, 2, 255, 4, 5, 255, 7, 8);
    }

    @ParameterizedTest
    @EnumSource
    void symmetriesOnlyMovePixelsAndEqualTheirSampling(Symmetry symmetry) {
        Tensor square = Waves.of(1, 2, 4, 4);
        Tensor laid = symmetry.of(square.select(0, 0));
        Tensor moved = square.copy();
        Sampling.SMOOTH.move(moved, new Homography[] {symmetry.homography(4, 4)});
        assertThat(moved.toFloats()).isEqualTo(laid.contiguous().toFloats());
        // A map that is not exactly the symmetry is sampled.
        Tensor sampled = square.copy();
        Homography nearly = symmetry.homography(4, 4).after(Homography.affine(1, 1e-9, 0, 0, 1, 0));
        Sampling.SMOOTH.move(sampled, new Homography[] {nearly});
        assertThat(sampled.toFloats()).containsExactly(moved.toFloats(), within(1e-5f));
    }

    @Test
    void aTurnByARightAngleIsCounterclockwiseInfastaisOrder() {
        Tensor picture = Tensor.of(new float[] {1, 2, 3, 4}, Shape.of(1, 1, 2, 2));
        Sampling.SMOOTH.move(picture, new Homography[] {Symmetry.of(3).homography(2, 2)});
        assertThat(picture.toFloats()).containsExactly(2, 4, 1, 3);
        assertThat(Symmetry.of(3)).isEqualTo(Symmetry.TURNED_LEFT);
    }

    @Test
    void picturesOfOnePixelStay() {
        Tensor dot = Tensor.of(new float[] {0.25f}, Shape.of(1, 1, 1, 1));
        Sampling.SMOOTH.move(dot, new Homography[] {Warp.of(0.1, 0.1)});
        assertThat(dot.toFloats()).containsExactly(0.25f);
    }
}
