package ai.vivace.vision;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a few pictures, spread over the whole set, have in common: the defaults of a {@link PictureFolder}. */
record PictureSample(Colour colour, int height, int width) {
    private static final int LOOKED_AT = 16;
    private static final int DEFAULT_SIZE = 64;
    private static final int LARGEST_KEPT = 256;

    /** For when nothing depends on the sample. */
    static final PictureSample UNSEEN = new PictureSample(Colour.RGB, DEFAULT_SIZE, DEFAULT_SIZE);

    /**
     * Looks at pictures.
     *
     * @throws InputException when none of those looked at can be read
     */
    static PictureSample of(List<Path> files) {
        List<BufferedImage> seen = new ArrayList<>();
        List<InputException> failures = new ArrayList<>();
        int count = Math.min(LOOKED_AT, files.size());
        for (int i = 0; i < count; i++) {
            try {
                seen.add(PictureDecoder.read(files.get((int) ((long) i * files.size() / count))));
            } catch (InputException e) {
                // Whoever loads it is told, or has chosen to skip it; here the others say enough.
                failures.add(e);
            }
        }
        if (seen.isEmpty()) {
            throw failures.get(0);
        }
        int height = seen.get(0).getHeight();
        int width = seen.get(0).getWidth();
        boolean same = height <= LARGEST_KEPT
                && width <= LARGEST_KEPT
                && seen.stream().allMatch(picture -> picture.getHeight() == height && picture.getWidth() == width);
        return new PictureSample(
                seen.stream().allMatch(PictureDecoder::isGrey) ? Colour.GREY : Colour.RGB,
                same ? height : DEFAULT_SIZE,
                same ? width : DEFAULT_SIZE);
    }
}
