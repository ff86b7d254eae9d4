package ai.vivace.watermark.invisible;

/** How far a detector looks. */
public enum Search {
    /** For whole pictures of any size, perhaps turned by quarters or mirrored: a tenth of a second. */
    WHOLE,
    /** For parts of pictures, too, pictures with a frame around them, and those whose width and height were scaled differently: a few seconds. */
    PARTS
}
