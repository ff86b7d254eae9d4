package ai.vivace.watermark.jpeg;

/**
 * A component of a frame.
 *
 * @param id by which scans name it
 * @param horizontal its sampling factor, 1 to 4; the component with the highest one has all columns
 * @param vertical its sampling factor, 1 to 4; the component with the highest one has all rows
 * @param table the slot of its quantisation table, 0 to 3
 */
public record JpegComponent(int id, int horizontal, int vertical, int table) {}
