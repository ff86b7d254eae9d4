package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;

/** The colours of a picture, so far as marks look at them. */
@FunctionalInterface
public interface Backdrop {
    /**
     * How light a part of the picture is; a sample of its pixels is enough.
     *
     * @param stored a box of pixels as they are stored, within the picture and not empty
     */
    Tone tone(Box stored);
}
