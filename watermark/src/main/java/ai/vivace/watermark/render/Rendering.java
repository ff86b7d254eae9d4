package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Overlay;
import java.util.List;

/**
 * The marks of a watermark for one picture.
 *
 * @param overlays in the order in which they are drawn, in the space of the picture's stored pixels, in sRGB; a mark of which nothing is on the picture
 *     has none
 * @param notes what somebody should know, as sentences; such as that a mark was made smaller
 * @param colours what marks that choose light or dark by themselves took
 */
public record Rendering(List<Overlay> overlays, List<String> notes, List<ChosenColour> colours) {
    public Rendering {
        overlays = List.copyOf(overlays);
        notes = List.copyOf(notes);
        colours = List.copyOf(colours);
    }
}
