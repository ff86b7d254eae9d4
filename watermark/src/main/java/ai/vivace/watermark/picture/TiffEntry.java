package ai.vivace.watermark.picture;

/**
 * An entry of a TIFF directory.
 *
 * @param tag its number
 * @param type of its values
 * @param count of its values
 * @param at where its values lie
 * @param length of its values in bytes, 0 when the type is unknown
 * @param entry where the entry itself lies
 */
record TiffEntry(int tag, int type, long count, long at, long length, int entry) {
    /** Whether the values lie elsewhere than in the entry. */
    boolean isApart(TiffStructure structure) {
        return length > structure.slot();
    }
}
