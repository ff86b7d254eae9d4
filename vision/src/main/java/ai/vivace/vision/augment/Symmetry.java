package ai.vivace.vision.augment;

import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * The eight ways to lay a square on itself: what only moves pixels and never mixes them. In the order of fastai's dihedral transforms.
 */
enum Symmetry {
    NONE(1, 0, 0, 1),
    MIRRORED(-1, 0, 0, 1),
    UPENDED(1, 0, 0, -1),
    TURNED_LEFT(0, -1, 1, 0),
    TURNED_OVER(-1, 0, 0, -1),
    TURNED_RIGHT(0, 1, -1, 0),
    TRANSPOSED(0, 1, 1, 0),
    ANTITRANSPOSED(0, -1, -1, 0);

    private static final Symmetry[] ALL = values();

    private final int xx;
    private final int xy;
    private final int yx;
    private final int yy;

    Symmetry(int xx, int xy, int yx, int yy) {
        this.xx = xx;
        this.xy = xy;
        this.yx = yx;
        this.yy = yy;
    }

    static Symmetry of(int number) {
        return ALL[number];
    }

    /** The one that a map is on pictures of a form, if it is one to the last bit; turns are, on squares only. */
    static Optional<Symmetry> of(Homography map, int height, int width) {
        double[] factors = map.factors();
        return Arrays.stream(ALL)
                .filter(symmetry -> (height == width || symmetry.xx != 0)
                        && Arrays.equals(symmetry.homography(height, width).factors(), factors))
                .findFirst();
    }

    /** As a map of pictures of a form; what does not fit after a turn is seen as far as it reaches. */
    Homography homography(int height, int width) {
        return Homography.affine(xx, xy * (double) height / width, 0, yx * (double) width / height, yy, 0);
    }

    /** Planes [channels, height, width], laid anew. */
    Tensor of(Tensor planes) {
        Tensor laid = xx == 0 ? planes.transpose(1, 2) : planes;
        boolean mirrored = (xx == 0 ? yx : xx) < 0;
        boolean upended = (xx == 0 ? xy : yy) < 0;
        if (mirrored && upended) {
            return laid.flip(1, 2);
        }
        return mirrored ? laid.flip(2) : upended ? laid.flip(1) : laid;
    }
}
