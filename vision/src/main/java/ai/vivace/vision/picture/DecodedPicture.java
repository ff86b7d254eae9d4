package ai.vivace.vision.picture;

/**
 * A picture that has been decoded, perhaps at less than its own size.
 *
 * @param size the picture's own, upright
 * @param pixels all of it, or what its input needs of it
 */
public record DecodedPicture(Size size, Pixels pixels) {}
