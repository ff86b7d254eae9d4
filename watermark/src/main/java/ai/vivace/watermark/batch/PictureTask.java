package ai.vivace.watermark.batch;

import java.nio.file.Path;

/**
 * One picture's work.
 *
 * @param number the picture's place among all, from 1 on
 * @param source where it is
 * @param relative its path below the folder that was asked for
 * @param target where what comes of it goes
 */
public record PictureTask(int number, Path source, Path relative, Path target) {}
