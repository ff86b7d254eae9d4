package ai.vivace.vision.picture;

/** How a picture of another form is brought to a size; the same in training as afterwards. */
public enum Fit implements Framing {
    /** All of it, its sides stretched apart. */
    SQUISH {
        @Override
        Frame frame(Size picture, Size input) {
            return new Frame(picture, Area.of(picture), Area.of(input), input);
        }
    },
    /** The largest part from its middle that has the form. */
    CROP {
        @Override
        Frame frame(Size picture, Size input) {
            Size part = largestPart(picture, input);
            return new Frame(picture, Area.centred(part.width(), part.height(), picture), Area.of(input), input);
        }
    },
    /**
     * All of it in its own form, in the middle, with black on both sides. Differs from fastai, which fills the sides with reflections:
     * what is in those is in no box and no mask.
     */
    PAD {
        @Override
        Frame frame(Size picture, Size input) {
            long wide = (long) picture.width() * input.height();
            long high = (long) picture.height() * input.width();
            int width = wide < high ? rounded(wide, picture.height()) : input.width();
            int height = high < wide ? rounded(high, picture.width()) : input.height();
            return new Frame(picture, Area.of(picture), Area.centred(width, height, input), input);
        }
    };

    abstract Frame frame(Size picture, Size input);

    @Override
    public boolean varies() {
        return false;
    }

    @Override
    public Size least(Size picture, Size input) {
        Area from = frame(picture, input).from();
        return new Size(from.width(), from.height());
    }

    @Override
    public Fit fit() {
        return this;
    }

    /** The largest part of a picture that has an input's form. */
    static Size largestPart(Size picture, Size input) {
        long wide = (long) picture.width() * input.height();
        long high = (long) picture.height() * input.width();
        return new Size(
                wide > high ? rounded(high, input.height()) : picture.width(),
                high > wide ? rounded(wide, input.width()) : picture.height());
    }

    private static int rounded(long dividend, int divisor) {
        return (int) Math.max(1, Math.round((double) dividend / divisor));
    }
}
