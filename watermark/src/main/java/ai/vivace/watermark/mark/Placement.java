package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/**
 * Where a mark is, on the picture as it is shown: at an anchor, at a point, at a share of the free room, or everywhere. What is placed is the box of
 * the mark's pixels, turned as it is, without its shadow. Angles are in degrees, anticlockwise: 30 makes a text rise.
 */
public sealed interface Placement {
    /** At an anchor, 3 % of the short side away from the edges. */
    static Anchored anchored(Anchor anchor) {
        return new Anchored(anchor, Anchored.MARGIN, Anchored.MARGIN, Length.ZERO, Length.ZERO, 0);
    }

    /** With its top left corner at a point, counted from the picture's. */
    static At at(Length x, Length y) {
        return new At(x, y, Anchor.TOP_LEFT, 0);
    }

    /** At a share of the free room: 0, 0 is flush at the top left, 1, 1 at the bottom right, wherever the mark is as large as it may be. */
    static Within within(double across, double down) {
        return new Within(across, down, 0);
    }

    /** All over the picture, in rows that rise by 30 degrees, each second one shifted by a half. */
    static Tiling tiled() {
        return new Tiling(Length.percent(8), Length.percent(8), 0.5, 30);
    }

    /**
     * Reads an anchor such as {@code bottom-right}, the word {@code tiled}, a point such as {@code 120px,80px}, or shares of the free room such as
     * {@code 50%,90%}.
     *
     * @throws InputException when it is none of them
     */
    static Placement parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length == 1) {
            return text.strip().equalsIgnoreCase("tiled") ? tiled() : anchored(anchor(text));
        }
        InputException.require(
                parts.length == 2,
                () ->
                        "A place has two numbers, such as 120px,80px (of the top left corner) or 50%,90% (of the free room),"
                                + " but came \"" + text + "\".");
        Length x = Length.parse(parts[0]);
        Length y = Length.parse(parts[1]);
        return x.unit() == Unit.SHORT_SIDE && y.unit() == Unit.SHORT_SIDE
                ? within(x.amount() / 100, y.amount() / 100)
                : at(x, y);
    }

    private static Anchor anchor(String text) {
        try {
            return Anchor.parse(text);
        } catch (InputException e) {
            throw new InputException(
                    e.getMessage() + " Or give tiled, a point such as 120px,80px, or shares such as 50%,90%.", e);
        }
    }

    /**
     * At an anchor.
     *
     * @param anchor which edges or corner of the picture it is near
     * @param marginAcross least distance from the left and right edges, not below zero
     * @param marginDown least distance from the top and bottom edges, not below zero
     * @param right how far it is then moved to the right
     * @param down how far it is then moved down
     * @param rotation degrees anticlockwise, -360 to 360
     */
    record Anchored(Anchor anchor, Length marginAcross, Length marginDown, Length right, Length down, double rotation)
            implements Placement {
        private static final Length MARGIN = Length.percent(3);

        /** @throws InputException when a margin is below zero or a length is of the text's size */
        public Anchored {
            marginAcross.requireNotNegative("A margin");
            marginDown.requireNotNegative("A margin");
            marginAcross.requireOfPicture("A margin");
            marginDown.requireOfPicture("A margin");
            right.requireOfPicture("An offset");
            down.requireOfPicture("An offset");
            requireAngle(rotation);
        }

        /** Another margin at all edges. */
        public Anchored margin(Length margin) {
            return margin(margin, margin);
        }

        /** Other margins: at the left and right edges, and at the top and bottom ones. */
        public Anchored margin(Length across, Length down) {
            return new Anchored(anchor, across, down, right, this.down, rotation);
        }

        /** Another move, after the margins. */
        public Anchored offset(Length right, Length down) {
            return new Anchored(anchor, marginAcross, marginDown, right, down, rotation);
        }

        /** Another angle, in degrees anticlockwise. */
        public Anchored rotation(double degrees) {
            return new Anchored(anchor, marginAcross, marginDown, right, down, degrees);
        }
    }

    /**
     * At a point.
     *
     * @param x of the point, from the picture's left edge
     * @param y of the point, from the picture's top edge
     * @param pin which place of the mark's box lies there
     * @param rotation degrees anticlockwise, -360 to 360
     */
    record At(Length x, Length y, Anchor pin, double rotation) implements Placement {
        /** @throws InputException when a length is of the text's size */
        public At {
            x.requireOfPicture("A point's place");
            y.requireOfPicture("A point's place");
            requireAngle(rotation);
        }

        /** Another place of the mark at the point. */
        public At pin(Anchor newPin) {
            return new At(x, y, newPin, rotation);
        }

        /** Another angle, in degrees anticlockwise. */
        public At rotation(double degrees) {
            return new At(x, y, pin, degrees);
        }
    }

    /**
     * At a share of the room that the mark leaves free, as positions in percent in CSS: wholly on the picture if it fits.
     *
     * @param across 0, at the left edge, to 1, at the right one
     * @param down 0, at the top, to 1, at the bottom
     * @param rotation degrees anticlockwise, -360 to 360
     */
    record Within(double across, double down, double rotation) implements Placement {
        /** @throws InputException when a share is not 0 to 1 */
        public Within {
            Numbers.require("A share of the room across", across, 0, 1);
            Numbers.require("A share of the room down", down, 0, 1);
            requireAngle(rotation);
        }

        /** Another angle, in degrees anticlockwise. */
        public Within rotation(double degrees) {
            return new Within(across, down, degrees);
        }
    }

    /**
     * In rows all over the picture, one mark in its very middle.
     *
     * @param spacingAcross between marks of a row; not below zero
     * @param spacingDown between rows; not below zero
     * @param stagger by which share of a mark with its spacing each row is shifted against the one above; 0 to 1
     * @param angle of rows and marks, in degrees anticlockwise, -360 to 360
     */
    record Tiling(Length spacingAcross, Length spacingDown, double stagger, double angle) implements Placement {
        /** @throws InputException when a spacing is below zero, or the stagger not 0 to 1 */
        public Tiling {
            spacingAcross.requireNotNegative("The spacing of a tiling");
            spacingDown.requireNotNegative("The spacing of a tiling");
            spacingAcross.requireOfPicture("The spacing of a tiling");
            spacingDown.requireOfPicture("The spacing of a tiling");
            Numbers.require("The stagger of a tiling", stagger, 0, 1);
            requireAngle(angle);
        }

        /** Other spacings: between marks of a row, and between rows. */
        public Tiling spacing(Length across, Length down) {
            return new Tiling(across, down, stagger, angle);
        }

        /** Another shift of rows, 0 to 1. */
        public Tiling stagger(double share) {
            return new Tiling(spacingAcross, spacingDown, share, angle);
        }

        /** Another angle, in degrees anticlockwise. */
        public Tiling angle(double degrees) {
            return new Tiling(spacingAcross, spacingDown, stagger, degrees);
        }
    }

    private static void requireAngle(double degrees) {
        Numbers.require("An angle in degrees", degrees, -360, 360);
    }
}
