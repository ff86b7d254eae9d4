package ai.vivace.watermark.render;

import ai.vivace.base.InputException;

/**
 * How light a part of a picture is.
 *
 * @param luminance mean of the relative luminance of WCAG 2.2: 0, black, to 1, white
 * @param spread its standard deviation, 0 to 0.5: how much the part varies
 */
public record Tone(double luminance, double spread) {
    /** @throws InputException when a number is out of its range */
    public Tone {
        InputException.require(
                luminance >= 0 && luminance <= 1, () -> "A luminance is 0 to 1, but came " + luminance + ".");
        InputException.require(
                spread >= 0 && spread <= 0.5,
                () -> "The standard deviation of luminance is 0 to 0.5, but came " + spread + ".");
    }

    /**
     * The tone of pixels.
     *
     * @param rgb sRGB as 0xRRGGBB, upper bytes without effect; at least one
     */
    public static Tone of(int[] rgb) {
        InputException.require(rgb.length > 0, () -> "A tone is of at least one pixel, but came none.");
        double sum = 0;
        double squares = 0;
        for (int pixel : rgb) {
            double luminance = Contrast.luminance(pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF);
            sum += luminance;
            squares += luminance * luminance;
        }
        double mean = Math.min(1, sum / rgb.length);
        double variance = Math.max(0, squares / rgb.length - mean * mean);
        return new Tone(mean, Math.min(0.5, Math.sqrt(variance)));
    }
}
