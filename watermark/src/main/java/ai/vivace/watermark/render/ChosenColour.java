package ai.vivace.watermark.render;

import ai.vivace.watermark.mark.Colour;

/**
 * Which colour a mark took against the picture below it.
 *
 * @param mark which mark of the watermark, from 1 on
 * @param colour the light or the dark one
 * @param contrast of the mark, as translucent as it is, with the mean of what is below it: 1, none, to 21; WCAG 2.2 asks 3 for large text and 4.5 for
 *     small
 * @param spread standard deviation of the luminance below: where it is large, no one colour is readable everywhere, and an outline helps
 */
public record ChosenColour(int mark, Colour colour, double contrast, double spread) {}
