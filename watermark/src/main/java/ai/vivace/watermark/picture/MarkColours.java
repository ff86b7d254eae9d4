package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import java.util.List;
import java.util.Optional;

/** The colours of marks, which are sRGB, as colours of the space that a picture's numbers are in. */
final class MarkColours {
    private MarkColours() {}

    /**
     * The layers in the picture's space.
     *
     * @param icc the picture's profile; without one its numbers are taken for sRGB
     */
    static List<Overlay> in(List<? extends Overlay> overlays, Optional<byte[]> icc, Layout layout, Notes notes) {
        Optional<IccConversion> conversion = icc.flatMap(profile -> IccConversion.of(profile, layout, notes));
        return overlays.stream()
                .<Overlay>map(overlay -> conversion.isPresent() ? new Converted(overlay, conversion.get()) : overlay)
                .toList();
    }

    private record Converted(Overlay overlay, IccConversion conversion) implements Overlay {
        @Override
        public BlendMode mode() {
            return overlay.mode();
        }

        @Override
        public Box bounds() {
            return overlay.bounds();
        }

        @Override
        public boolean isClear(Box box) {
            return overlay.isClear(box);
        }

        @Override
        public void read(Box box, int[] argb) {
            overlay.read(box, argb);
            conversion.convert(argb, (int) box.pixels());
        }
    }
}
