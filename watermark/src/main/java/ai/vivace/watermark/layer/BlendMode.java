package ai.vivace.watermark.layer;

/**
 * How a colour of a layer mixes with the colour below it, before opacity: formulas of the W3C's Compositing and Blending Level 1, on 8 bits, each
 * rounded to the nearest.
 */
public enum BlendMode {
    /** The layer's colour. */
    NORMAL {
        @Override
        public int mix(int below, int above) {
            return above;
        }
    },
    /** Darkens: the product. White leaves what is below. */
    MULTIPLY {
        @Override
        public int mix(int below, int above) {
            return Blending.product(below, above);
        }
    },
    /** Lightens: the product of the complements. Black leaves what is below. */
    SCREEN {
        @Override
        public int mix(int below, int above) {
            return 255 - Blending.product(255 - below, 255 - above);
        }
    },
    /** Multiplies the dark and screens the light parts of what is below. */
    OVERLAY {
        @Override
        public int mix(int below, int above) {
            return below <= 127
                    ? Blending.product(2 * below, above)
                    : 255 - Blending.product(2 * (255 - below), 255 - above);
        }
    },
    /** Darkens or lightens a little, as a diffuse light would. */
    SOFT_LIGHT {
        @Override
        public int mix(int below, int above) {
            double backdrop = below / 255.0;
            double source = above / 255.0;
            double mixed;
            if (source <= 0.5) {
                mixed = backdrop - (1 - 2 * source) * backdrop * (1 - backdrop);
            } else {
                double curve =
                        backdrop <= 0.25 ? ((16 * backdrop - 12) * backdrop + 4) * backdrop : Math.sqrt(backdrop);
                mixed = backdrop + (2 * source - 1) * (curve - backdrop);
            }
            return (int) Math.rint(mixed * 255);
        }
    };

    /**
     * The colour that comes of two, for one channel.
     *
     * @param below the picture's, 0 to 255
     * @param above the layer's, 0 to 255
     */
    public abstract int mix(int below, int above);
}
