package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import java.util.Optional;

/** What gets layers of its own: a picture, a page of a TIFF, or all frames of an animation at once. */
public interface Page {
    /** Of the stored pixels. */
    int width();

    /** Of the stored pixels. */
    int height();

    /** How it is to be shown. */
    Orientation orientation();

    /** For printing, if the file has it. */
    Optional<Resolution> resolution();

    /**
     * Reads pixels as they are stored, in the picture's own colours, as eight bits; of an animation those of the first frame.
     *
     * @param box within the page
     * @param argb takes them row by row, as {@link Overlay#read} gives them
     * @throws ai.vivace.base.InputException when pixels are damaged and that is refused
     */
    void read(Box box, int[] argb);

    /**
     * Colours of a part, enough of them to judge how light it is, upon white where they are clear.
     *
     * @param box within the page, with a pixel at least
     * @return red, green and blue in the lower three bytes, in no certain order
     * @throws ai.vivace.base.InputException as {@link #read}
     */
    default int[] sample(Box box) {
        return PageSample.of(this, box);
    }
}
