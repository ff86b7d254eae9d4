package ai.vivace.vision.picture;

/** How many numbers a pixel has. */
public enum Colour {
    /** One, its brightness: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601, as in Pillow). */
    GREY(1),
    /** Red, green and blue. */
    RGB(3);

    private final int channels;

    Colour(int channels) {
        this.channels = channels;
    }

    /** The number of channels: 1 or 3. */
    public int channels() {
        return channels;
    }
}
