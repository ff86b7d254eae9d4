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
        0.7487833f, 0.6508169f, 0.1740196f, 0.089116f, 0.4792724f, 0.8963516f, 0.9279896f, 0.9350809f,
        0.8171989f, 0.3542017f, 0.0568484f, 0.200193f, 0.6399637f, 0.9383566f, 0.8409197f, 0.8671201f,
        0.5250636f, 0.1591378f, 0.0748343f, 0.3479549f, 0.7519035f, 0.8105951f, 0.9218479f, 0.6583241f,
        0.2811425f, 0.0568812f, 0.1466197f, 0.5061291f, 0.8577403f, 0.9691658f, 0.7991177f, 0.4219896f,
        0.1453319f, 0.0690827f, 0.2998858f, 0.1344769f, 0.1965192f, 0.6712548f, 0.9516269f, 0.7171183f,
        0.2497514f, 0.0454772f, 0.1813043f, 0.0776003f, 0.452754f, 0.869926f, 0.9242172f, 0.5681339f,
        0.1669497f, 0.2949748f, 0.0882396f, 0.3007978f, 0.7002699f, 0.9450544f, 0.8378052f, 0.4347897f,
        0.3571334f, 0.0791215f, 0.1888835f, 0.5407158f, 0.8715197f, 0.9522012f, 0.6828947f, 0.2820121f,
        0.0503591f, 0.0745887f, 0.3901724f, 0.7257458f, 0.9393393f, 0.8462783f
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
