package ai.vivace.watermark.batch;

import java.nio.file.Path;

/**
 * A picture that is to be worked on.
 *
 * @param file where it is
 * @param relative its path below the folder that was asked for; for a file that was named itself, its name
 */
public record InputPicture(Path file, Path relative) {}
