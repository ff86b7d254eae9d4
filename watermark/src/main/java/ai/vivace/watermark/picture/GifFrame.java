package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;

/**
 * A frame of a GIF.
 *
 * @param box where it lies on the screen; may reach over its edges
 * @param interlaced whether its rows come in four passes
 * @param local its own colours; empty when it uses those of the file
 * @param data where its code size stands, followed by its pixels
 * @param control what was said about it before
 */
record GifFrame(Box box, boolean interlaced, int[] local, int data, GifControl control) {}
