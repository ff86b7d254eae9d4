package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Overlay;
import java.util.List;

/** Gives the layers that go over a page. */
@FunctionalInterface
public interface PageLayers {
    /**
     * The layers of a page, from the lowest to the uppermost, in the space of its stored pixels, in sRGB.
     *
     * @param page to be read at once, not later
     */
    List<? extends Overlay> over(Page page);
}
