package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a few pictures, spread over the whole set, have in common: the defaults where nothing was said.
 *
 * @param colour grey when all of them are
 * @param own the size that all of them have, whatever it is; empty when they have several
 * @param height their own when all have the same, of at most 256 pixels each way; else 64
 * @param width likewise
 */
public record PictureSample(Colour colour, Optional<Size> own, int height, int width) {
    private static final int LOOKED_AT = 16;
    private static final int DEFAULT_SIZE = 64;
    private static final int LARGEST_KEPT = 256;

    /** For when nothing depends on the sample. */
    public static final PictureSample UNSEEN =
            new PictureSample(Colour.RGB, Optional.empty(), DEFAULT_SIZE, DEFAULT_SIZE);

    /**
     * Looks at pictures.
     *
     * @throws InputException when none of those looked at can be read
     */
    public static PictureSample of(List<Path> files) {
        List<Size> sizes = new ArrayList<>();
        List<InputException> failures = new ArrayList<>();
        boolean grey = true;
        int count = Math.min(LOOKED_AT, files.size());
        for (int i = 0; i < count; i++) {
            try {
                PictureFile file = PictureFile.read(files.get((int) ((long) i * files.size() / count)));
                grey = grey && file.decode().isGrey();
                sizes.add(file.size());
            } catch (InputException e) {
                // Whoever loads it is told, or has chosen to skip it; here the others say enough.
                failures.add(e);
            }
        }
        if (sizes.isEmpty()) {
            throw failures.get(0);
        }
        Optional<Size> own =
                Optional.of(sizes.get(0)).filter(size -> sizes.stream().allMatch(size::equals));
        Size kept = own.filter(size -> size.height() <= LARGEST_KEPT && size.width() <= LARGEST_KEPT)
                .orElse(Size.square(DEFAULT_SIZE));
        return new PictureSample(grey ? Colour.GREY : Colour.RGB, own, kept.height(), kept.width());
    }
}
