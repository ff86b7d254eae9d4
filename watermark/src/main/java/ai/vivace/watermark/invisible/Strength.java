package ai.vivace.watermark.invisible;

/** How strong a mark is: what it withstands, against how much it changes. Changes are measured as {@link LumaPlane#psnr}, of which more is less. */
public enum Strength {
    /** 46 dB at least, 43 dB for small and very busy pictures: for pictures that are saved again once at a good quality. */
    GENTLE(0.7, 46, 43),
    /** 43 dB at least, 40 dB for small and very busy pictures, and so that it is not seen: the default. */
    NORMAL(1, 43, 40),
    /** 40.5 dB at least, 40 dB for small and very busy pictures: for pictures of which parts will be shown, scaled and saved at low quality. */
    STRONG(1.6, 40.5, 40);

    private final double unseen;
    private final double usual;
    private final double least;

    Strength(double unseen, double usual, double least) {
        this.unseen = unseen;
        this.usual = usual;
        this.least = least;
    }

    /** Of the mark that survives cropping: its deviation at each place, for one of what is not seen there. */
    double unseen() {
        return unseen;
    }

    /** In decibels, at least, of the mark that survives cropping. */
    double usual() {
        return usual;
    }

    /** In decibels, at least, of the mark of small and very busy pictures. */
    double least() {
        return least;
    }

    /** The root mean square, in grey levels, of a mark of so many decibels. */
    static double deviation(double decibels) {
        return 255 / StrictMath.pow(10, decibels / 20);
    }
}
