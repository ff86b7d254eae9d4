package ai.vivace.watermark;

/**
 * A marked picture.
 *
 * @param bytes of its file; not copied: leave them alone
 * @param report how it came about
 */
public record Marked(byte[] bytes, Report report) {}
