package ai.vivace.watermark.render;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.mark.Oversize;
import ai.vivace.watermark.mark.Placement;
import java.util.List;
import java.util.Optional;

/** Gives a mark its size and its place on pictures of one size. */
final class Placing {
    private static final int ATTEMPTS = 8;

    /** Draws a mark, turned by degrees anticlockwise, with all of its lengths scaled. */
    interface Sketch {
        Drawing draw(double degrees, double scale);
    }

    private final int number;
    private final Placement placement;
    private final Frame frame;
    private final Sketch sketch;

    /**
     * A placing.
     *
     * @param number of the mark, from 1 on, for messages
     */
    Placing(int number, Placement placement, Frame frame, Sketch sketch) {
        this.number = number;
        this.placement = placement;
        this.frame = frame;
        this.sketch = sketch;
    }

    /**
     * Places the mark.
     *
     * @param notes what is known of it already; takes that it was made smaller
     * @throws InputException when it does not fit and must not be made smaller, or cannot be
     */
    Placed place(Oversize oversize, List<String> notes) {
        double degrees = Spot.degrees(placement);
        Drawing whole = sketch.draw(degrees, 1);
        double scale = fits(whole.ink()) ? 1 : smaller(whole, degrees, oversize);
        if (scale < 1) {
            notes.add("Mark " + number + " was made smaller, to " + Math.round(scale * 1000) / 10.0
                    + " % of its size, to fit on the picture.");
        }
        Drawing drawing = scale < 1 ? sketch.draw(degrees, scale) : whole;
        Box ink = drawing.ink();
        if (placement instanceof Placement.Tiling tiling) {
            Lattice lattice = lattice(tiling, sketch.draw(0, scale).ink());
            int right = -(ink.x() + ink.width() / 2);
            int down = -(ink.y() + ink.height() / 2);
            return new Placed(drawing, frame.box(), right, down, Optional.of(lattice), List.copyOf(notes));
        }
        Box place = Spot.place(placement, frame, ink);
        return new Placed(
                drawing, place, place.x() - ink.x(), place.y() - ink.y(), Optional.empty(), List.copyOf(notes));
    }

    private Lattice lattice(Placement.Tiling tiling, Box upright) {
        return new Lattice(
                frame.width() / 2.0,
                frame.height() / 2.0,
                Math.max(1, upright.width() + frame.pixels(tiling.spacingAcross())),
                Math.max(1, upright.height() + frame.pixels(tiling.spacingDown())),
                tiling.stagger(),
                Turn.of(tiling.angle()));
    }

    private boolean fits(Box ink) {
        Box room = Spot.room(placement, frame);
        return ink.width() <= room.width() && ink.height() <= room.height();
    }

    private double smaller(Drawing whole, double degrees, Oversize oversize) {
        Box room = Spot.room(placement, frame);
        InputException.require(
                !room.isEmpty(),
                () -> "Mark " + number + " has no room: its margins are as large as the picture of " + frame.width()
                        + " x " + frame.height() + " pixels. Give smaller ones.");
        Box ink = whole.ink();
        InputException.require(
                oversize == Oversize.SCALE,
                () -> "Mark " + number + " needs " + ink.width() + " x " + ink.height()
                        + " pixels, but there are " + room.width() + " x " + room.height()
                        + " for it. Make it smaller, or let marks that are too large be scaled.");
        double scale = 1;
        for (int attempt = 0; attempt < ATTEMPTS && !ink.isEmpty(); attempt++) {
            Box now = sketch.draw(degrees, scale).ink();
            if (fits(now)) {
                return scale;
            }
            double factor = Math.min((double) room.width() / now.width(), (double) room.height() / now.height());
            // Boxes are of whole pixels, so one that nearly fits may not become smaller by the exact factor.
            scale *= attempt == 0 ? factor : Math.min(factor, 0.98);
        }
        throw new InputException("Mark " + number + " cannot be made so small that it fits into " + room.width() + " x "
                + room.height() + " pixels. Use a larger picture or smaller margins.");
    }
}
