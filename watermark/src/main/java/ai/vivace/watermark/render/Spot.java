package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.mark.Alignment;
import ai.vivace.watermark.mark.Placement;

/** Where a placement puts a box on a picture. */
final class Spot {
    private Spot() {}

    /** The degrees, anticlockwise, that a mark is turned by. */
    static double degrees(Placement placement) {
        if (placement instanceof Placement.Anchored anchored) {
            return anchored.rotation();
        }
        if (placement instanceof Placement.At at) {
            return at.rotation();
        }
        return placement instanceof Placement.Within within
                ? within.rotation()
                : ((Placement.Tiling) placement).angle();
    }

    /** How lines stand where the anchor decides. */
    static Alignment alignment(Alignment alignment, Placement placement) {
        if (alignment != Alignment.BY_ANCHOR) {
            return alignment;
        }
        double across = 0.5;
        if (placement instanceof Placement.Anchored anchored) {
            across = anchored.anchor().across();
        } else if (placement instanceof Placement.At at) {
            across = at.pin().across();
        }
        return across == 0 ? Alignment.LEFT : across == 1 ? Alignment.RIGHT : Alignment.CENTRE;
    }

    /** The box that a mark must fit into; a tiling only has to have one mark on the picture's diagonal. */
    static Box room(Placement placement, Frame frame) {
        if (placement instanceof Placement.Anchored anchored) {
            double across = frame.pixels(anchored.marginAcross());
            double down = frame.pixels(anchored.marginDown());
            int left = (int) Math.ceil(across);
            int top = (int) Math.ceil(down);
            return new Box(
                    left,
                    top,
                    Math.max(0, (int) Math.floor(frame.width() - across) - left),
                    Math.max(0, (int) Math.floor(frame.height() - down) - top));
        }
        if (placement instanceof Placement.Tiling) {
            int diagonal = (int) Math.ceil(Math.hypot(frame.width(), frame.height()));
            return Box.of(diagonal, diagonal);
        }
        return frame.box();
    }

    /**
     * Where a box comes to lie.
     *
     * @param size of the box; where it was does not matter
     */
    static Box place(Placement placement, Frame frame, Box size) {
        if (placement instanceof Placement.Anchored anchored) {
            Box room = room(placement, frame);
            return new Box(
                    room.x()
                            + share(
                                    room.width() - size.width(),
                                    anchored.anchor().across())
                            + rounded(frame.pixels(anchored.right())),
                    room.y()
                            + share(
                                    room.height() - size.height(),
                                    anchored.anchor().down())
                            + rounded(frame.pixels(anchored.down())),
                    size.width(),
                    size.height());
        }
        if (placement instanceof Placement.At at) {
            return new Box(
                    rounded(frame.pixels(at.x()) - at.pin().across() * size.width()),
                    rounded(frame.pixels(at.y()) - at.pin().down() * size.height()),
                    size.width(),
                    size.height());
        }
        Placement.Within within = (Placement.Within) placement;
        return new Box(
                share(frame.width() - size.width(), within.across()),
                share(frame.height() - size.height(), within.down()),
                size.width(),
                size.height());
    }

    private static int share(int free, double share) {
        return rounded(free * share);
    }

    private static int rounded(double pixels) {
        return (int) Math.floor(pixels + 0.5);
    }
}
