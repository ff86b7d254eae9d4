package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.mark.PlaceholderValues;
import java.util.OptionalDouble;

/** What marks need to know of a picture to be drawn on it. */
public interface PictureView {
    /** The width of the pixels as they are stored, at least 1. */
    int width();

    /** The height of the pixels as they are stored, at least 1. */
    int height();

    /** How the stored pixels are to be shown. */
    Orientation orientation();

    /** Dots per inch, where the picture says so. */
    OptionalDouble resolution();

    /** What placeholders stand for; its width and height are of the picture as it is shown. */
    PlaceholderValues values();

    /** The picture's own colours; asked for only by marks that choose light or dark by themselves. */
    Backdrop backdrop();
}
